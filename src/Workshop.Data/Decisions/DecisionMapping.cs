using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Decisions;

internal sealed class DecisionMapping : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.HasKey(decision => decision.SubmissionId);
        builder.Property(decision => decision.SubmissionId).ValueGeneratedNever();
        builder.Property(decision => decision.Note).HasMaxLength(Decision.MaxNoteLength);
        builder.Property(decision => decision.MetaReview).HasMaxLength(Decision.MaxNoteLength).HasDefaultValue("");
        builder.Property(decision => decision.Summary).HasMaxLength(Decision.MaxNoteLength).HasDefaultValue("");
        builder.Property(decision => decision.Condition).HasMaxLength(Decision.MaxConditionLength).HasDefaultValue("");
        builder.Property(decision => decision.Revision).IsConcurrencyToken();
        builder.HasOne<Submission>().WithOne().HasForeignKey<Decision>(decision => decision.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(decision => decision.EventId);
        builder.Ignore(decision => decision.IsSealed);
        builder.Ignore(decision => decision.HasTexts);
        builder.Ignore(decision => decision.IsAccepted);
        builder.Ignore(decision => decision.Content);
    }
}

internal sealed class DecisionSettingsMapping : IEntityTypeConfiguration<DecisionSettings>, IEntityTypeConfiguration<DecisionLabel>, IEntityTypeConfiguration<DecisionView>
{
    public void Configure(EntityTypeBuilder<DecisionSettings> builder)
    {
        builder.HasKey(settings => settings.EventId);
        builder.Property(settings => settings.EventId).ValueGeneratedNever();
        builder.Property(settings => settings.Revision).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithOne().HasForeignKey<DecisionSettings>(settings => settings.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(settings => settings.Terms);
        builder.Ignore(settings => settings.UndoWindow);
    }

    public void Configure(EntityTypeBuilder<DecisionLabel> builder)
    {
        builder.Property(label => label.Id).ValueGeneratedNever();
        builder.Property(label => label.Name).HasMaxLength(DecisionLabel.MaxNameLength);
        builder.Property(label => label.IsRetired).HasDefaultValue(false);
        builder.Property(label => label.Words).HasMaxLength(DecisionLabel.MaxWordsLength);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(label => label.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(label => new { label.EventId, label.Name }).IsUnique().HasDatabaseName(ConstraintNames.LabelOnce);
    }

    public void Configure(EntityTypeBuilder<DecisionView> builder)
    {
        builder.Property(view => view.Id).ValueGeneratedNever();
        builder.Property(view => view.Name).HasMaxLength(DecisionView.MaxNameLength);
        builder.Property(view => view.Search).HasMaxLength(DecisionSearch.MaxLength);
        builder.Property(view => view.Sort).HasMaxLength(DecisionView.MaxSortLength);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(view => view.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReleaseMapping : IEntityTypeConfiguration<DecisionRelease>, IEntityTypeConfiguration<PlaceOffer>
{
    public void Configure(EntityTypeBuilder<DecisionRelease> builder)
    {
        builder.Property(release => release.Id).ValueGeneratedNever();
        // Of two who undo it at once, one finds out.
        builder.Property(release => release.UndoneAt).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(release => release.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PlaceOffer> builder)
    {
        builder.Property(offer => offer.Id).ValueGeneratedNever();
        builder.Property(offer => offer.Revision).IsConcurrencyToken();
        builder.HasOne<Submission>().WithMany().HasForeignKey(offer => offer.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(offer => offer.EventId);
        builder.HasIndex(offer => offer.SubmissionId).IsUnique().HasFilter("\"AnsweredAt\" IS NULL AND \"UndoneAt\" IS NULL").HasDatabaseName(ConstraintNames.OfferOnce);
        builder.Ignore(offer => offer.IsOpen);
        builder.Ignore(offer => offer.IsClosed);
    }
}

internal sealed class AcceptanceMapping : IEntityTypeConfiguration<PresentationAnswer>, IEntityTypeConfiguration<FinalVersion>
{
    public void Configure(EntityTypeBuilder<PresentationAnswer> builder)
    {
        builder.HasKey(answer => answer.SubmissionId);
        builder.Property(answer => answer.SubmissionId).ValueGeneratedNever();
        builder.Property(answer => answer.PresenterEmail).HasMaxLength(Domain.People.EmailAddress.MaxLength);
        builder.Property(answer => answer.Reason).HasMaxLength(PresentationAnswer.MaxReasonLength);
        builder.Property(answer => answer.Revision).IsConcurrencyToken();
        builder.HasOne<Submission>().WithOne().HasForeignKey<PresentationAnswer>(answer => answer.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(answer => answer.EventId);
    }

    public void Configure(EntityTypeBuilder<FinalVersion> builder)
    {
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.Property(version => version.Sha256).HasMaxLength(64);
        builder.Property(version => version.FileName).HasMaxLength(SubmissionVersion.MaxFileNameLength);
        builder.Property(version => version.Verdict).HasMaxLength(SubmissionVersion.MaxVerdictLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(version => version.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(version => version.Sha256).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(version => new { version.SubmissionId, version.Number }).IsUnique().HasDatabaseName(ConstraintNames.FinalNumberOnce);
        builder.HasIndex(version => version.EventId);
    }
}
