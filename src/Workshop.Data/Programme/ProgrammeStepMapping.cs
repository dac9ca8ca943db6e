using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Data.Programme;

internal sealed class ProgrammeStepMapping : IEntityTypeConfiguration<ProgrammeStep>, IEntityTypeConfiguration<SpeakerAbsence>, IEntityTypeConfiguration<BoardSettings>
{
    public void Configure(EntityTypeBuilder<ProgrammeStep> builder)
    {
        builder.Property(step => step.Id).ValueGeneratedNever();
        builder.Property(step => step.Sentence).HasMaxLength(ProgrammeStep.MaxSentenceLength);

        // Written once, read as a whole; no query looks inside.
        builder.Property(step => step.Subjects).HasConversion(new JsonListConverter<Guid>(), new JsonListComparer<Guid>());
        builder.Property(step => step.Before).HasConversion(new JsonListConverter<PlannedSession>(), new JsonListComparer<PlannedSession>());
        builder.Property(step => step.After).HasConversion(new JsonListConverter<PlannedSession>(), new JsonListComparer<PlannedSession>());
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(step => step.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(step => new { step.EventId, step.Number }).IsUnique().HasDatabaseName(ConstraintNames.ProgrammeStepOnce);
        builder.Ignore(step => step.Difference);
    }

    public void Configure(EntityTypeBuilder<SpeakerAbsence> builder)
    {
        builder.Property(absence => absence.Id).ValueGeneratedNever();
        builder.Property(absence => absence.Note).HasMaxLength(SpeakerAbsence.MaxNoteLength);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(absence => absence.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(absence => new { absence.EventId, absence.About });
    }

    public void Configure(EntityTypeBuilder<BoardSettings> builder)
    {
        builder.HasKey(settings => settings.EventId);
        builder.Property(settings => settings.EventId).ValueGeneratedNever();
        builder.Property(settings => settings.Prefix).HasMaxLength(PosterBoards.MaxPrefixLength);
        builder.HasOne<WorkshopEvent>().WithOne().HasForeignKey<BoardSettings>(settings => settings.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(settings => settings.Boards);
    }
}
