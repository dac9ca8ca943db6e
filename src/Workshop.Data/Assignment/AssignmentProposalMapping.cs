using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Assignment;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Assignment;

internal sealed class AssignmentProposalMapping :
    IEntityTypeConfiguration<AssignmentProposal>, IEntityTypeConfiguration<ProposedPair>, IEntityTypeConfiguration<ProposedProblem>, IEntityTypeConfiguration<PairRule>,
    IEntityTypeConfiguration<AssignmentPublication>, IEntityTypeConfiguration<PublishedChange>
{
    public void Configure(EntityTypeBuilder<AssignmentProposal> builder)
    {
        builder.Property(proposal => proposal.Id).ValueGeneratedNever();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(proposal => proposal.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<JobRun>().WithMany().HasForeignKey(proposal => proposal.JobRunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AssignmentProposal>().WithMany().HasForeignKey(proposal => proposal.BasedOnId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(proposal => proposal.Problem).WithOne().HasForeignKey<ProposedProblem>(problem => problem.ProposalId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(proposal => new { proposal.JobRunId, proposal.Kind }).IsUnique().HasDatabaseName(ConstraintNames.ProposalOnce);
        builder.HasMany(proposal => proposal.Pairs).WithOne().HasForeignKey(pair => pair.ProposalId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(proposal => proposal.PublishedAt).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ProposedPair> builder)
    {
        builder.HasKey(pair => new { pair.ProposalId, pair.SubmissionId, pair.ReviewerId });
        builder.HasOne<Submission>().WithMany().HasForeignKey(pair => pair.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(pair => pair.ReviewerId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ProposedProblem> builder) => builder.HasKey(problem => problem.ProposalId);

    public void Configure(EntityTypeBuilder<PairRule> builder)
    {
        builder.HasKey(rule => new { rule.SubmissionId, rule.ReviewerId }).HasName(ConstraintNames.PairRuleOnce);
        builder.HasOne<Submission>().WithMany().HasForeignKey(rule => rule.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(rule => rule.ReviewerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(rule => rule.EventId);
    }

    public void Configure(EntityTypeBuilder<AssignmentPublication> builder)
    {
        builder.Property(publication => publication.Id).ValueGeneratedNever();
        builder.Property(publication => publication.UndoneAt).IsConcurrencyToken();
        builder.HasOne<AssignmentProposal>().WithMany().HasForeignKey(publication => publication.ProposalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(publication => new { publication.EventId, publication.PublishedAt });
        builder.HasMany(publication => publication.Changes).WithOne().HasForeignKey(change => change.PublicationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PublishedChange> builder)
    {
        builder.HasKey(change => new { change.PublicationId, change.AssignmentId });
        builder.HasOne<ReviewAssignment>().WithMany().HasForeignKey(change => change.AssignmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
