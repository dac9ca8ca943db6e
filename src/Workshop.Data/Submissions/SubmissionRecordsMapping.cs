using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

/// <summary>What is kept about submissions beside themselves: receipts, history, who is no author, what looks like what.</summary>
internal sealed class SubmissionRecordsMapping :
    IEntityTypeConfiguration<SubmissionReceipt>, IEntityTypeConfiguration<SubmissionSnapshot>, IEntityTypeConfiguration<AuthorDisavowal>,
    IEntityTypeConfiguration<SubmissionFingerprint>, IEntityTypeConfiguration<DuplicateHint>
{
    public void Configure(EntityTypeBuilder<SubmissionReceipt> builder)
    {
        builder.Property(receipt => receipt.Id).ValueGeneratedNever();
        builder.Property(receipt => receipt.Code).HasMaxLength(ReceiptCode.Length);
        builder.Property(receipt => receipt.Title).HasMaxLength(SubmissionContent.MaxTitleLength);
        builder.Property(receipt => receipt.Authors).HasConversion(
            names => JsonSerializer.Serialize(names, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<string>>((one, other) => one!.SequenceEqual(other!), names => names.Aggregate(0, HashCode.Combine), names => names));
        builder.Property(receipt => receipt.Sha256).HasMaxLength(64);
        builder.HasOne<Submission>().WithMany().HasForeignKey(receipt => receipt.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(receipt => receipt.Code).IsUnique();
        builder.HasIndex(receipt => new { receipt.SubmissionId, receipt.Version }).IsUnique().HasDatabaseName(ConstraintNames.ReceiptOnce);
    }

    public void Configure(EntityTypeBuilder<SubmissionSnapshot> builder)
    {
        builder.Property(snapshot => snapshot.Id).ValueGeneratedNever();
        builder.Property(snapshot => snapshot.Note).HasMaxLength(SubmissionSnapshot.MaxNoteLength);
        builder.HasOne<Submission>().WithMany().HasForeignKey(snapshot => snapshot.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(snapshot => new { snapshot.SubmissionId, snapshot.Revision }).IsUnique().HasDatabaseName(ConstraintNames.SnapshotOnce);
    }

    public void Configure(EntityTypeBuilder<AuthorDisavowal> builder)
    {
        builder.Property(disavowal => disavowal.Id).ValueGeneratedNever();
        builder.Property(disavowal => disavowal.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Ignore(disavowal => disavowal.Stands);
        builder.HasIndex(disavowal => new { disavowal.SubmissionId, disavowal.NormalizedEmail }).IsUnique().HasDatabaseName(ConstraintNames.DisavowalOnce);
        builder.HasIndex(disavowal => disavowal.NormalizedEmail);
    }

    public void Configure(EntityTypeBuilder<SubmissionFingerprint> builder)
    {
        builder.HasKey(fingerprint => fingerprint.SubmissionId);
        builder.Property(fingerprint => fingerprint.TitleKey).HasMaxLength(SubmissionFingerprint.MaxTitleKeyLength);
        builder.Property(fingerprint => fingerprint.Sha256).HasMaxLength(64);
        builder.HasOne<Submission>().WithOne().HasForeignKey<SubmissionFingerprint>(fingerprint => fingerprint.SubmissionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(fingerprint => fingerprint.EventId);
    }

    public void Configure(EntityTypeBuilder<DuplicateHint> builder)
    {
        builder.HasKey(hint => new { hint.FirstId, hint.SecondId });
        builder.Ignore(hint => hint.Likeness);
        builder.HasOne<Submission>().WithMany().HasForeignKey(hint => hint.FirstId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Submission>().WithMany().HasForeignKey(hint => hint.SecondId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(hint => hint.SecondId);
        builder.HasIndex(hint => hint.EventId);
    }
}
