using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Assignment;

internal sealed class AssignmentProposalMapping : IEntityTypeConfiguration<AssignmentProposal>, IEntityTypeConfiguration<ProposedPair>
{
    public void Configure(EntityTypeBuilder<AssignmentProposal> builder)
    {
        builder.Property(proposal => proposal.Id).ValueGeneratedNever();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(proposal => proposal.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<JobRun>().WithMany().HasForeignKey(proposal => proposal.JobRunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(proposal => proposal.JobRunId).IsUnique().HasDatabaseName(ConstraintNames.ProposalOnce);
        builder.HasMany(proposal => proposal.Pairs).WithOne().HasForeignKey(pair => pair.ProposalId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(proposal => proposal.PublishedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ProposedPair> builder)
    {
        builder.HasKey(pair => new { pair.ProposalId, pair.SubmissionId, pair.ReviewerId });
        builder.HasOne<Submission>().WithMany().HasForeignKey(pair => pair.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(pair => pair.ReviewerId).OnDelete(DeleteBehavior.Cascade);
    }
}
