using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Decisions;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Decisions;

internal sealed class DecisionMapping : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.HasKey(decision => decision.SubmissionId);
        builder.Property(decision => decision.SubmissionId).ValueGeneratedNever();
        builder.Property(decision => decision.Note).HasMaxLength(Decision.MaxNoteLength);
        builder.Property(decision => decision.Revision).IsConcurrencyToken();
        builder.HasOne<Submission>().WithOne().HasForeignKey<Decision>(decision => decision.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(decision => decision.EventId);
        builder.Ignore(decision => decision.IsReleased);
        builder.Ignore(decision => decision.IsAccepted);
    }
}
