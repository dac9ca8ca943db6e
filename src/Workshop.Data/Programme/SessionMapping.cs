using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Programme;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<Slot>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Title).HasMaxLength(Session.MaxTitleLength);
        builder.Property(session => session.Room).HasMaxLength(Session.MaxRoomLength);
        builder.Property(session => session.Chair).HasMaxLength(Person.MaxNameLength);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(session => session.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(session => session.Slots).WithOne().HasForeignKey(slot => slot.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(session => session.OverrunMinutes);
        builder.Ignore(session => session.NeededMinutes);
        builder.Ignore(session => session.Content);
    }

    public void Configure(EntityTypeBuilder<Slot> builder)
    {
        builder.Property(slot => slot.Id).ValueGeneratedNever();
        builder.Property(slot => slot.Title).HasMaxLength(Slot.MaxTitleLength);
        builder.Property(slot => slot.Speakers).HasMaxLength(Slot.MaxSpeakersLength);
        builder.Property(slot => slot.Affiliation).HasMaxLength(Person.MaxAffiliationLength);
        builder.Property(slot => slot.Abstract).HasMaxLength(Slot.MaxAbstractLength);
        builder.Property(slot => slot.Biography).HasMaxLength(Slot.MaxBiographyLength).HasDefaultValue("");
        builder.Property(slot => slot.Photo).HasMaxLength(64).HasDefaultValue("");
        builder.Property(slot => slot.Board).HasMaxLength(Slot.MaxBoardLength);
        builder.Property(slot => slot.SharesSlot).HasDefaultValue(false);
        builder.HasOne<Submission>().WithMany().HasForeignKey(slot => slot.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(slot => slot.SubmissionId).IsUnique().HasFilter("\"SubmissionId\" IS NOT NULL").HasDatabaseName(ConstraintNames.SlotOnce);
        builder.Ignore(slot => slot.IsTitleToBeAnnounced);
        builder.Ignore(slot => slot.Content);
    }
}
