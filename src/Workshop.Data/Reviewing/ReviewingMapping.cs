using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Reviewing;

internal sealed class ReviewingMapping :
    IEntityTypeConfiguration<Reviewer>, IEntityTypeConfiguration<ReviewerTopic>, IEntityTypeConfiguration<PastPaper>, IEntityTypeConfiguration<Conflict>,
    IEntityTypeConfiguration<ReviewAssignment>, IEntityTypeConfiguration<Review>, IEntityTypeConfiguration<NamedConflict>, IEntityTypeConfiguration<ConflictRuling>,
    IEntityTypeConfiguration<Bid>, IEntityTypeConfiguration<CoauthorCorrection>
{
    public void Configure(EntityTypeBuilder<Reviewer> builder)
    {
        builder.Property(reviewer => reviewer.Id).ValueGeneratedNever();
        builder.Property(reviewer => reviewer.Name).HasMaxLength(Person.MaxNameLength);
        builder.Property(reviewer => reviewer.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(reviewer => reviewer.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        // Of a new link and a lapse at the same moment, or two new links, the second one's save changes no row.
        builder.Property(reviewer => reviewer.TokenHash).HasMaxLength(64).IsConcurrencyToken();
        builder.Property(reviewer => reviewer.DeclineReason).HasMaxLength(Reviewer.MaxReasonLength);
        builder.Property(reviewer => reviewer.SuggestedName).HasMaxLength(Person.MaxNameLength);
        builder.Property(reviewer => reviewer.SuggestedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(reviewer => reviewer.ZoneId).HasMaxLength(64);
        // Of an answer and a lapse at the same moment, or two lapses, the second one's save changes no row.
        builder.Property(reviewer => reviewer.State).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(reviewer => reviewer.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(reviewer => reviewer.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(reviewer => new { reviewer.EventId, reviewer.NormalizedEmail }).IsUnique().HasDatabaseName(ConstraintNames.ReviewerOnce);
        builder.HasIndex(reviewer => new { reviewer.EventId, reviewer.PersonId }).IsUnique().HasFilter("\"PersonId\" IS NOT NULL").HasDatabaseName(ConstraintNames.ReviewerPersonOnce);
        builder.HasIndex(reviewer => reviewer.TokenHash).IsUnique();
        builder.HasMany(reviewer => reviewer.Topics).WithOne().HasForeignKey(topic => topic.ReviewerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(reviewer => reviewer.CoauthorCorrections).WithOne().HasForeignKey(correction => correction.ReviewerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(reviewer => reviewer.PastPapers).WithOne().HasForeignKey(paper => paper.ReviewerId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReviewerTopic> builder)
    {
        builder.HasKey(topic => new { topic.ReviewerId, topic.TopicId });
        builder.HasOne<Topic>().WithMany().HasForeignKey(topic => topic.TopicId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PastPaper> builder)
    {
        builder.Property(paper => paper.Id).ValueGeneratedNever();
        builder.Property(paper => paper.Title).HasMaxLength(PastPaper.MaxTitleLength);
        builder.Property(paper => paper.Abstract).HasMaxLength(PastPaper.MaxAbstractLength);
        builder.Property(paper => paper.Authors).HasMaxLength(PastPaper.MaxAuthorsLength);
        builder.Property(paper => paper.FullText).HasMaxLength(PastPaper.MaxFullTextLength);
    }

    public void Configure(EntityTypeBuilder<Conflict> builder)
    {
        builder.Property(conflict => conflict.Id).ValueGeneratedNever();
        builder.Property(conflict => conflict.Note).HasMaxLength(Conflict.MaxNoteLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(conflict => conflict.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(conflict => conflict.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(conflict => new { conflict.SubmissionId, conflict.PersonId }).IsUnique().HasDatabaseName(ConstraintNames.ConflictOnce);
    }

    public void Configure(EntityTypeBuilder<ReviewAssignment> builder)
    {
        builder.Property(assignment => assignment.Id).ValueGeneratedNever();
        builder.Property(assignment => assignment.RemovedBecause).HasMaxLength(ReviewAssignment.MaxReasonLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(assignment => assignment.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(assignment => assignment.ReviewerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(assignment => new { assignment.SubmissionId, assignment.ReviewerId }).IsUnique().HasDatabaseName(ConstraintNames.AssignmentOnce);
        builder.HasIndex(assignment => assignment.EventId);
        builder.Ignore(assignment => assignment.IsActive);
    }

    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.Property(review => review.Id).ValueGeneratedNever();
        builder.Property(review => review.ToAuthors).HasMaxLength(ReviewForm.MaxCommentLength);
        builder.Property(review => review.ToOrganizers).HasMaxLength(ReviewForm.MaxCommentLength);
        builder.Property(review => review.SavedInTab).HasMaxLength(ReviewWorkingCopy.MaxTabLength);
        builder.Property(review => review.CannotJudgeBecause).HasMaxLength(Review.MaxReasonLength);
        builder.Property(review => review.Answers).HasConversion<JsonListConverter<CriterionAnswer>, JsonListComparer<CriterionAnswer>>();
        builder.Property(review => review.Revision).IsConcurrencyToken();
        builder.Ignore(review => review.Content);
        builder.HasOne<ReviewAssignment>().WithOne().HasForeignKey<Review>(review => review.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Submission>().WithMany().HasForeignKey(review => review.SubmissionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(review => review.ReviewerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(review => review.AssignmentId).IsUnique().HasDatabaseName(ConstraintNames.ReviewOnce);
        builder.Ignore(review => review.IsSubmitted);
    }

    public void Configure(EntityTypeBuilder<NamedConflict> builder)
    {
        builder.Property(named => named.Id).ValueGeneratedNever();
        builder.Property(named => named.Name).HasMaxLength(Person.MaxNameLength);
        builder.Property(named => named.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(named => named.Note).HasMaxLength(NamedConflict.MaxNoteLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(named => named.SubmissionId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ConflictRuling> builder)
    {
        builder.HasKey(ruling => new { ruling.SubmissionId, ruling.PersonId, ruling.Kind }).HasName(ConstraintNames.RulingOnce);
        builder.Property(ruling => ruling.Note).HasMaxLength(ConflictRuling.MaxNoteLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(ruling => ruling.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(ruling => ruling.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(ruling => ruling.EventId);
    }

    public void Configure(EntityTypeBuilder<Bid> builder)
    {
        builder.HasKey(bid => new { bid.SubmissionId, bid.ReviewerId }).HasName(ConstraintNames.BidOnce);
        builder.HasOne<Submission>().WithMany().HasForeignKey(bid => bid.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(bid => bid.ReviewerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(bid => bid.EventId);
    }

    public void Configure(EntityTypeBuilder<CoauthorCorrection> builder)
    {
        builder.Property(correction => correction.Id).ValueGeneratedNever();
        builder.Property(correction => correction.Name).HasMaxLength(Person.MaxNameLength);
    }
}
