using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Data.Submissions;

internal sealed class HeldImportMapping : IEntityTypeConfiguration<HeldImport>
{
    public void Configure(EntityTypeBuilder<HeldImport> builder)
    {
        builder.Property(held => held.Id).ValueGeneratedNever();
        builder.Property(held => held.FileName).HasMaxLength(HeldImport.MaxFileNameLength);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(held => held.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(held => held.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(held => held.EndsAt);
        // Two clicks on "Import" make one import: the second save changes no row.
        builder.Property(held => held.ImportedAt).IsConcurrencyToken();
    }
}
