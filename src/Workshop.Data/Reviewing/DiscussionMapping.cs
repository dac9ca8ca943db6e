using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Reviewing;

/// <summary>Rules of reviewing, discussions, responses of authors.</summary>
internal sealed class DiscussionMapping :
    IEntityTypeConfiguration<ReviewingRules>, IEntityTypeConfiguration<DiscussionMessage>, IEntityTypeConfiguration<DiscussionMark>,
    IEntityTypeConfiguration<DiscussionDigest>, IEntityTypeConfiguration<DiscussionDraft>, IEntityTypeConfiguration<AuthorResponse>
{
    public void Configure(EntityTypeBuilder<ReviewingRules> builder)
    {
        builder.HasKey(rules => rules.EventId).HasName(ConstraintNames.ReviewingRulesOnce);
        builder.Property(rules => rules.Revision).IsConcurrencyToken();
        builder.Ignore(rules => rules.Settings);
        builder.HasOne<WorkshopEvent>().WithOne().HasForeignKey<ReviewingRules>(rules => rules.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DiscussionMessage> builder)
    {
        builder.HasKey(message => message.Id).HasName(ConstraintNames.DiscussionMessageOnce);
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Text).HasMaxLength(DiscussionMessage.MaxLength);
        builder.Property(message => message.Revision).IsConcurrencyToken();
        builder.HasOne<Submission>().WithMany().HasForeignKey(message => message.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(message => message.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ReviewAssignment>().WithMany().HasForeignKey(message => message.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(message => new { message.SubmissionId, message.Number }).IsUnique().HasDatabaseName(ConstraintNames.DiscussionNumberOnce);
        builder.HasIndex(message => new { message.EventId, message.PostedAt });
    }

    public void Configure(EntityTypeBuilder<DiscussionMark> builder)
    {
        builder.HasKey(mark => new { mark.SubmissionId, mark.PersonId }).HasName(ConstraintNames.DiscussionMarkOnce);
        builder.HasOne<Submission>().WithMany().HasForeignKey(mark => mark.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(mark => mark.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DiscussionDigest> builder)
    {
        builder.HasKey(digest => new { digest.EventId, digest.PersonId }).HasName(ConstraintNames.DiscussionDigestOnce);
        builder.Property(digest => digest.Revision).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(digest => digest.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(digest => digest.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DiscussionDraft> builder)
    {
        builder.HasKey(draft => new { draft.SubmissionId, draft.PersonId, draft.Of }).HasName(ConstraintNames.DiscussionDraftOnce);
        builder.Property(draft => draft.Text).HasMaxLength(DiscussionDraft.MaxLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(draft => draft.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(draft => draft.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AuthorResponse> builder)
    {
        builder.HasKey(response => response.SubmissionId).HasName(ConstraintNames.AuthorResponseOnce);
        builder.Property(response => response.Text).HasMaxLength(ReviewingSettings.LongestResponse * 2); // a character may be two UTF-16 units
        builder.Property(response => response.Revision).IsConcurrencyToken();
        builder.HasOne<Submission>().WithOne().HasForeignKey<AuthorResponse>(response => response.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(response => response.EventId);
    }
}
