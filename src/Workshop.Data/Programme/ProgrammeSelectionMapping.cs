using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;

namespace Workshop.Data.Programme;

internal sealed class ProgrammeSelectionMapping : IEntityTypeConfiguration<ProgrammeSelection>, IEntityTypeConfiguration<ProgrammeMark>
{
    public void Configure(EntityTypeBuilder<ProgrammeSelection> builder)
    {
        builder.Property(selection => selection.Id).ValueGeneratedNever();
        builder.Property(selection => selection.FeedToken).HasMaxLength(64);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(selection => selection.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(selection => selection.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(selection => selection.Marks).WithOne().HasForeignKey(mark => mark.SelectionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(selection => new { selection.PersonId, selection.EventId }).IsUnique().HasFilter("\"PersonId\" IS NOT NULL").HasDatabaseName(ConstraintNames.SelectionOnce);
        builder.HasIndex(selection => selection.FeedToken).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProgrammeMark> builder)
    {
        builder.ToTable("ProgrammeMarks");
        builder.HasKey(mark => new { mark.SelectionId, mark.Key }).HasName(ConstraintNames.MarkOnce);
        builder.Property(mark => mark.Key).HasMaxLength(ProgrammeSelection.MaxKeyLength);
    }
}
