using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Reviewing;

/// <summary>The review form of an event and what is kept beside reviews.</summary>
internal sealed class ReviewFormMapping :
    IEntityTypeConfiguration<ReviewForm>, IEntityTypeConfiguration<ReviewWorkingCopy>, IEntityTypeConfiguration<ReviewAttachment>, IEntityTypeConfiguration<StatementAcceptance>,
    IEntityTypeConfiguration<HandedBack>
{
    public void Configure(EntityTypeBuilder<ReviewForm> builder)
    {
        builder.HasKey(form => form.EventId).HasName(ConstraintNames.ReviewFormOnce);
        builder.Property(form => form.EventId).ValueGeneratedNever();
        builder.Property(form => form.Revision).IsConcurrencyToken();
        builder.Property(form => form.ScoreScale).HasConversion<JsonListConverter<ScalePoint>, JsonListComparer<ScalePoint>>();
        builder.Property(form => form.ConfidenceScale).HasConversion<JsonListConverter<ScalePoint>, JsonListComparer<ScalePoint>>();
        builder.Property(form => form.Criteria).HasConversion<JsonListConverter<ReviewCriterion>, JsonListComparer<ReviewCriterion>>();
        builder.Property(form => form.Labels).HasConversion<JsonListConverter<RecommendationLabel>, JsonListComparer<RecommendationLabel>>();
        builder.Property(form => form.Guidelines).HasMaxLength(ReviewForm.MaxTextLength);
        builder.Property(form => form.CodeOfConduct).HasMaxLength(ReviewForm.MaxTextLength);
        builder.Property(form => form.Statement).HasMaxLength(ReviewForm.MaxStatementLength);
        builder.Ignore(form => form.AskedCriteria);
        builder.Ignore(form => form.Choices);
        builder.Ignore(form => form.HasStatement);
        builder.Ignore(form => form.AsksRecommendation);
        builder.HasOne<WorkshopEvent>().WithOne().HasForeignKey<ReviewForm>(form => form.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReviewWorkingCopy> builder)
    {
        builder.HasKey(copy => new { copy.AssignmentId, copy.PersonId, copy.Tab }).HasName(ConstraintNames.ReviewWorkingCopyOnce);
        builder.Property(copy => copy.Tab).HasMaxLength(ReviewWorkingCopy.MaxTabLength);
        builder.Property(copy => copy.Fields).HasMaxLength(ReviewWorkingCopy.MaxLength);
        builder.Ignore(copy => copy.Token);
        builder.HasOne<ReviewAssignment>().WithMany().HasForeignKey(copy => copy.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(copy => copy.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReviewAttachment> builder)
    {
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.Property(file => file.Ending).HasMaxLength(8);
        builder.HasOne<ReviewAssignment>().WithMany().HasForeignKey(file => file.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(file => file.Sha256).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(file => file.SubmissionId);
    }

    public void Configure(EntityTypeBuilder<StatementAcceptance> builder)
    {
        builder.HasKey(acceptance => new { acceptance.EventId, acceptance.PersonId, acceptance.Version }).HasName(ConstraintNames.StatementAcceptedOnce);
        builder.Property(acceptance => acceptance.Text).HasMaxLength(ReviewForm.MaxStatementLength);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(acceptance => acceptance.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(acceptance => acceptance.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<HandedBack> builder)
    {
        builder.Property(back => back.Id).ValueGeneratedNever();
        builder.Property(back => back.Reason).HasMaxLength(Domain.Reviewing.HandedBack.MaxReasonLength);
        builder.Property(back => back.SuggestedName).HasMaxLength(Person.MaxNameLength);
        builder.Property(back => back.SuggestedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Ignore(back => back.Suggestion);
        builder.HasOne<ReviewAssignment>().WithMany().HasForeignKey(back => back.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(back => back.EventId);
    }
}
