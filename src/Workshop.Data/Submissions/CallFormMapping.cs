using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Submissions;

internal sealed class CallFormMapping : IEntityTypeConfiguration<CallForm>, IEntityTypeConfiguration<SubmissionType>
{
    public void Configure(EntityTypeBuilder<CallForm> builder)
    {
        builder.HasKey(form => form.EventId);
        builder.Property(form => form.EventId).ValueGeneratedNever();
        builder.Property(form => form.Revision).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithOne().HasForeignKey<CallForm>(form => form.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(form => form.Types).WithOne().HasForeignKey(type => type.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(form => form.Questions).WithOne().HasForeignKey(question => question.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(form => form.SupplementHint).HasMaxLength(SupplementRules.MaxHintLength);
        builder.Ignore(form => form.AskedQuestions);
        builder.Ignore(form => form.Supplement);
        builder.Ignore(form => form.Title);
        builder.Ignore(form => form.Abstract);
    }

    public void Configure(EntityTypeBuilder<SubmissionType> builder)
    {
        builder.Property(type => type.Id).ValueGeneratedNever();
        builder.Property(type => type.Name).HasMaxLength(SubmissionTypeSettings.MaxNameLength);
        builder.Property(type => type.Description).HasMaxLength(SubmissionTypeSettings.MaxDescriptionLength);
        builder.Ignore(type => type.Abstract);
        builder.Ignore(type => type.Settings);
    }
}
