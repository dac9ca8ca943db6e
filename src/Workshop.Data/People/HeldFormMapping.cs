using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.People;

namespace Workshop.Data.People;

internal sealed class HeldFormMapping : IEntityTypeConfiguration<HeldForm>
{
    public void Configure(EntityTypeBuilder<HeldForm> builder)
    {
        builder.Property(form => form.Id).ValueGeneratedNever();
        builder.Property(form => form.KeyHash).HasMaxLength(64);
        builder.Property(form => form.Path).HasMaxLength(HeldForm.MaxPathLength);
        builder.Property(form => form.Fields).HasMaxLength(HeldForm.MaxLength);
        builder.HasOne<Person>().WithMany().HasForeignKey(form => form.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(form => new { form.PersonId, form.Path });
        builder.HasIndex(form => form.ExpiresAt);
    }
}
