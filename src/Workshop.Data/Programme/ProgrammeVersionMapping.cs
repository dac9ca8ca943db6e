using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Programme;

internal sealed class ProgrammeVersionMapping : IEntityTypeConfiguration<ProgrammeVersion>, IEntityTypeConfiguration<ProgrammeEntry>
{
    public void Configure(EntityTypeBuilder<ProgrammeVersion> builder)
    {
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.Property(version => version.Name).HasMaxLength(ProgrammeVersion.MaxNameLength);
        builder.Property(version => version.Note).HasMaxLength(ProgrammeVersion.MaxNoteLength);

        // Written once, read as a whole; no query looks inside.
        builder.Property(version => version.Content).HasConversion(new ProgrammeDocumentConverter());
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(version => version.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(version => version.Entries).WithOne().HasForeignKey(entry => entry.VersionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(version => new { version.EventId, version.Number }).IsUnique().HasDatabaseName(ConstraintNames.ProgrammeVersionOnce);
        builder.HasIndex(version => version.EventId).IsUnique().HasFilter("\"IsCurrent\"").HasDatabaseName(ConstraintNames.CurrentProgrammeOnce);
    }

    public void Configure(EntityTypeBuilder<ProgrammeEntry> builder)
    {
        builder.ToTable("ProgrammeEntries");
        builder.HasKey(entry => new { entry.VersionId, entry.SubmissionId });
        builder.HasOne<Submission>().WithMany().HasForeignKey(entry => entry.SubmissionId).OnDelete(DeleteBehavior.Restrict);
    }

    private sealed class ProgrammeDocumentConverter() : ValueConverter<ProgrammeDocument, string>(
        document => JsonSerializer.Serialize(document, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<ProgrammeDocument>(text, JsonSerializerOptions.Default)!);
}
