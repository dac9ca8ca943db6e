using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Data.Reviewing;

internal sealed class RemindingMapping :
    IEntityTypeConfiguration<DeskPass>, IEntityTypeConfiguration<ReminderPlan>, IEntityTypeConfiguration<ReviewerReminder>, IEntityTypeConfiguration<ReviewerPulse>, IEntityTypeConfiguration<Alternate>
{
    public void Configure(EntityTypeBuilder<DeskPass> builder)
    {
        builder.Property(pass => pass.Id).ValueGeneratedNever();
        builder.Property(pass => pass.TokenHash).HasMaxLength(64);
        // Of two who press the button at the same moment, the second one's save changes no row.
        builder.Property(pass => pass.SpentAt).IsConcurrencyToken();
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(pass => pass.ReviewerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(pass => pass.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReminderPlan> builder)
    {
        builder.HasKey(plan => plan.EventId).HasName(ConstraintNames.ReminderPlanOnce);
        builder.Property(plan => plan.EventId).ValueGeneratedNever();
        builder.Property(plan => plan.Ladder).HasMaxLength(200);
        builder.Property(plan => plan.Revision).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithOne().HasForeignKey<ReminderPlan>(plan => plan.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(plan => plan.Steps);
        builder.Ignore(plan => plan.Quiet);
    }

    public void Configure(EntityTypeBuilder<ReviewerReminder> builder)
    {
        builder.HasKey(reminder => new { reminder.ReviewerId, reminder.DueAt, reminder.Step }).HasName(ConstraintNames.ReminderOnce);
        builder.Property(reminder => reminder.Step).HasMaxLength(ReviewerReminder.MaxStepLength);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(reminder => reminder.ReviewerId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReviewerPulse> builder)
    {
        builder.HasKey(pulse => pulse.ReviewerId).HasName(ConstraintNames.PulseOnce);
        builder.Property(pulse => pulse.ReviewerId).ValueGeneratedNever();
        builder.HasOne<Reviewer>().WithOne().HasForeignKey<ReviewerPulse>(pulse => pulse.ReviewerId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Alternate> builder)
    {
        builder.Property(alternate => alternate.Id).ValueGeneratedNever();
        builder.Property(alternate => alternate.Name).HasMaxLength(Person.MaxNameLength);
        builder.Property(alternate => alternate.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(alternate => alternate.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(alternate => alternate.InvitedAt).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(alternate => alternate.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(alternate => new { alternate.EventId, alternate.NormalizedEmail }).IsUnique().HasDatabaseName(ConstraintNames.AlternateOnce);
    }
}
