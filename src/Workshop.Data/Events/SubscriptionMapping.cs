using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;

namespace Workshop.Data.Events;

internal sealed class SubscriptionMapping : IEntityTypeConfiguration<Subscription>, IEntityTypeConfiguration<DeadlineRecord>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.Property(subscription => subscription.Id).ValueGeneratedNever();
        builder.Property(subscription => subscription.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(subscription => subscription.NormalizedAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(subscription => subscription.Told).HasConversion(new JsonListConverter<string>(), new JsonListComparer<string>());
        builder.Property(subscription => subscription.Revision).IsConcurrencyToken();
        builder.Ignore(subscription => subscription.IsConfirmed);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(subscription => subscription.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(subscription => new { subscription.EventId, subscription.NormalizedAddress }).IsUnique().HasDatabaseName(ConstraintNames.SubscriptionOnce);
    }

    public void Configure(EntityTypeBuilder<DeadlineRecord> builder)
    {
        builder.Property(record => record.Id).ValueGeneratedNever();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(record => record.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(record => new { record.EventId, record.SeenAt });
    }
}
