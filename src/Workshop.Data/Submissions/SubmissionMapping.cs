using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

internal sealed class SubmissionMapping :
    IEntityTypeConfiguration<Submission>, IEntityTypeConfiguration<Author>, IEntityTypeConfiguration<SubmissionTopic>,
    IEntityTypeConfiguration<SubmissionVersion>, IEntityTypeConfiguration<StoredFile>, IEntityTypeConfiguration<WorkingCopy>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.Property(submission => submission.Id).ValueGeneratedNever();
        builder.Property(submission => submission.Title).HasMaxLength(SubmissionContent.MaxTitleLength);
        builder.Property(submission => submission.Abstract).HasMaxLength(SubmissionContent.MaxAbstractLength);
        builder.Property(submission => submission.PublishedIn).HasMaxLength(SubmissionContent.MaxPublishedInLength);
        builder.Property(submission => submission.PublishedLink).HasMaxLength(SubmissionContent.MaxLinkLength);
        builder.Property(submission => submission.Revision).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(submission => submission.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(submission => submission.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SubmissionType>().WithMany().HasForeignKey(submission => submission.TypeId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(submission => submission.ExternalId).HasMaxLength(Submission.MaxExternalIdLength);
        builder.HasIndex(submission => new { submission.EventId, submission.ExternalId }).IsUnique().HasDatabaseName(ConstraintNames.SubmissionImportedOnce);
        builder.HasIndex(submission => new { submission.EventId, submission.Number }).IsUnique().HasDatabaseName(ConstraintNames.SubmissionNumberOnce);
        builder.HasMany(submission => submission.Authors).WithOne().HasForeignKey(author => author.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(submission => submission.Topics).WithOne().HasForeignKey(topic => topic.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(submission => submission.Versions).WithOne().HasForeignKey(version => version.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(submission => submission.Answers).WithOne().HasForeignKey(answer => answer.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(submission => submission.Attachments).WithOne().HasForeignKey(attachment => attachment.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(submission => submission.Disavowals).WithOne().HasForeignKey(disavowal => disavowal.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(submission => submission.Disavowals).AutoInclude();
        builder.Ignore(submission => submission.AuthorsToTell);
        builder.Ignore(submission => submission.WhyNotRestoredByAuthors);
        builder.Ignore(submission => submission.Content);
        builder.Ignore(submission => submission.Receipt);
        builder.Ignore(submission => submission.LatestVersion);
        builder.Ignore(submission => submission.CurrentVersion);
        builder.Ignore(submission => submission.ReceivedVersion);
        builder.Ignore(submission => submission.Problem);
    }

    public void Configure(EntityTypeBuilder<Author> builder)
    {
        builder.Property(author => author.Id).ValueGeneratedNever();
        builder.Property(author => author.Name).HasMaxLength(Person.MaxNameLength);
        builder.Property(author => author.Affiliation).HasMaxLength(Person.MaxAffiliationLength);
        builder.Property(author => author.Orcid).HasMaxLength(Orcid.MaxTypedLength);
        builder.Property(author => author.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(author => author.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Ignore(author => author.OrcidLink);
        builder.HasIndex(author => author.NormalizedEmail);
    }

    public void Configure(EntityTypeBuilder<SubmissionTopic> builder)
    {
        builder.HasKey(topic => new { topic.SubmissionId, topic.TopicId });
        builder.HasOne<Topic>().WithMany().HasForeignKey(topic => topic.TopicId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SubmissionVersion> builder)
    {
        builder.Property(version => version.Id).ValueGeneratedNever();
        builder.Property(version => version.Sha256).HasMaxLength(64);
        builder.Property(version => version.FileName).HasMaxLength(SubmissionVersion.MaxFileNameLength);
        builder.Property(version => version.CheckedFor).HasMaxLength(64);
        builder.Property(version => version.Verdict).HasMaxLength(SubmissionVersion.MaxVerdictLength);
        builder.Property(version => version.Findings).HasConversion(new FindingsConverter(), new FindingsComparer());
        // Of two that bring a verdict, and of a verdict and an author who does not wait for it, one comes second and finds out.
        builder.Property(version => version.IsBeingChecked).IsConcurrencyToken();
        builder.Property(version => version.IsAwaited).IsConcurrencyToken();
        builder.Property(version => version.CheckedAt).IsConcurrencyToken();
        builder.HasIndex(version => version.IsBeingChecked);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(version => version.Sha256).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(version => new { version.SubmissionId, version.Number }).IsUnique().HasDatabaseName(ConstraintNames.VersionNumberOnce);
    }

    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.HasKey(file => file.Sha256);
        builder.Property(file => file.Sha256).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<WorkingCopy> builder)
    {
        builder.HasKey(copy => new { copy.SubmissionId, copy.PersonId }).HasName(ConstraintNames.WorkingCopyOnce);
        builder.Property(copy => copy.Fields).HasMaxLength(WorkingCopy.MaxLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(copy => copy.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(copy => copy.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
