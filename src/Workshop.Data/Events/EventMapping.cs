using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Data.Events;

internal sealed class EventMapping :
    IEntityTypeConfiguration<WorkshopEvent>, IEntityTypeConfiguration<Topic>, IEntityTypeConfiguration<Organizer>, IEntityTypeConfiguration<DeadlineExtension>
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
        builder.Property(extension => extension.Note).HasMaxLength(500);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(extension => extension.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(extension => new { extension.EventId, extension.NormalizedEmail });
    }
}
