using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

internal sealed class QuestionMapping : IEntityTypeConfiguration<Question>, IEntityTypeConfiguration<Answer>, IEntityTypeConfiguration<SubmissionAttachment>
{
    public void Configure(EntityTypeBuilder<Question> builder)
    {
        builder.Property(question => question.Id).ValueGeneratedNever();
        builder.Property(question => question.Label).HasMaxLength(Question.MaxLabelLength);
        builder.Property(question => question.Hint).HasMaxLength(Question.MaxHintLength);
        builder.Property(question => question.TestValue).HasMaxLength(QuestionSettings.MaxTestValueLength);

        // Read and written as a whole, never asked for by what is in them: text that both databases store alike.
        builder.Property(question => question.Options).HasConversion(new AsJson<QuestionOption>(), new InOrder<QuestionOption>());
        builder.Property(question => question.OnlyForTypes).HasConversion(new AsJson<Guid>(), new InOrder<Guid>());
        builder.Ignore(question => question.Limit);
        builder.Ignore(question => question.Settings);
    }

    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.HasKey(answer => new { answer.SubmissionId, answer.QuestionId });
        builder.Property(answer => answer.Value).HasMaxLength(AnswerEntry.MaxValueLength);
        builder.HasOne<Question>().WithMany().HasForeignKey(answer => answer.QuestionId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SubmissionAttachment> builder)
    {
        builder.ToTable("SubmissionAttachments");
        builder.Property(attachment => attachment.Id).ValueGeneratedNever();
        builder.Property(attachment => attachment.Sha256).HasMaxLength(64);
        builder.Property(attachment => attachment.FileName).HasMaxLength(SubmissionVersion.MaxFileNameLength);
        builder.Ignore(attachment => attachment.Shown);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(attachment => attachment.Sha256).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Question>().WithMany().HasForeignKey(attachment => attachment.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(attachment => new { attachment.SubmissionId, attachment.Number }).IsUnique().HasDatabaseName(ConstraintNames.AttachmentNumberOnce);
    }

    private sealed class AsJson<T>() : ValueConverter<IReadOnlyList<T>, string>(
        list => JsonSerializer.Serialize(list, (JsonSerializerOptions?)null),
        text => JsonSerializer.Deserialize<List<T>>(text, (JsonSerializerOptions?)null)!);

    private sealed class InOrder<T>() : ValueComparer<IReadOnlyList<T>>(
        (one, other) => one!.SequenceEqual(other!),
        list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        list => list.ToList());
}
