using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Events;

internal sealed class EventMapping :
    IEntityTypeConfiguration<WorkshopEvent>, IEntityTypeConfiguration<Topic>, IEntityTypeConfiguration<Organizer>, IEntityTypeConfiguration<DeadlineExtension>,
    IEntityTypeConfiguration<LateLink>, IEntityTypeConfiguration<LateLinkUse>
{
    public void Configure(EntityTypeBuilder<WorkshopEvent> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Slug).HasMaxLength(WorkshopEvent.MaxSlugLength + 10);
        builder.Property(e => e.Name).HasMaxLength(EventSettings.MaxNameLength);
        builder.Property(e => e.Venue).HasMaxLength(EventSettings.MaxVenueLength);
        builder.Property(e => e.ZoneId).HasMaxLength(80);
        builder.Property(e => e.DeadlineZoneId).HasMaxLength(80);
        builder.Property(e => e.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(e => e.CallText).HasMaxLength(EventSettings.MaxCallTextLength);
        builder.Property(e => e.ChosenChecks).HasConversion(new FormatRulesConverter(), new FormatRulesComparer());
        // For events that were there before these were.
        builder.Property(e => e.TitleFreeze).HasDefaultValue(Freeze.Never);
        builder.Property(e => e.AuthorsFreeze).HasDefaultValue(Freeze.Never);
        builder.Property(e => e.RemindsDrafts).HasDefaultValue(true);
        builder.Property(e => e.Revision).IsConcurrencyToken();
        builder.Property(e => e.ProgrammeRevision).IsConcurrencyToken();
        builder.HasIndex(e => e.Slug).IsUnique().HasDatabaseName(ConstraintNames.SlugOnce);
        builder.HasMany(e => e.Topics).WithOne().HasForeignKey(topic => topic.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(e => e.Zone);
        builder.Ignore(e => e.DeadlineZone);
        builder.Ignore(e => e.Timeline);
        builder.Ignore(e => e.FormatRules);
    }

    public void Configure(EntityTypeBuilder<Topic> builder)
    {
        builder.Property(topic => topic.Id).ValueGeneratedNever();
        builder.Property(topic => topic.Name).HasMaxLength(Topic.MaxNameLength);
        builder.Property(topic => topic.Group).HasMaxLength(Topic.MaxNameLength);
    }

    public void Configure(EntityTypeBuilder<Organizer> builder)
    {
        builder.Property(organizer => organizer.Id).ValueGeneratedNever();
        builder.Property(organizer => organizer.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(organizer => organizer.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(organizer => organizer.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(organizer => new { organizer.EventId, organizer.NormalizedEmail }).IsUnique().HasDatabaseName(ConstraintNames.OrganizerOnce);
        builder.HasIndex(organizer => organizer.NormalizedEmail);
    }

    public void Configure(EntityTypeBuilder<DeadlineExtension> builder)
    {
        builder.Property(extension => extension.Id).ValueGeneratedNever();
        builder.Property(extension => extension.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(extension => extension.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(extension => extension.Note).HasMaxLength(DeadlineExtension.MaxNoteLength);
        builder.Ignore(extension => extension.Leave);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(extension => extension.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Submission>().WithMany().HasForeignKey(extension => extension.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(extension => new { extension.EventId, extension.NormalizedEmail });
    }

    public void Configure(EntityTypeBuilder<LateLink> builder)
    {
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.TokenHash).HasMaxLength(64);
        builder.Property(link => link.Note).HasMaxLength(LateLink.MaxNoteLength);
        builder.Property(link => link.Taken).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(link => link.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(link => link.Users).WithOne().HasForeignKey(use => use.LinkId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(link => link.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LateLinkUse> builder)
    {
        builder.Property(use => use.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(use => use.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Submission>().WithMany().HasForeignKey(use => use.SubmissionId).OnDelete(DeleteBehavior.SetNull);
        // Of two submissions that begin with one use, one finds out.
        builder.Property(use => use.SubmissionId).IsConcurrencyToken();
        builder.HasIndex(use => new { use.EventId, use.PersonId });
    }
}
