using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;

namespace Workshop.Data.Mail;

internal sealed class MailMapping :
    IEntityTypeConfiguration<MailAttachment>, IEntityTypeConfiguration<MailAttempt>, IEntityTypeConfiguration<MailPause>, IEntityTypeConfiguration<MailServerTrouble>,
    IEntityTypeConfiguration<EventMailTemplate>, IEntityTypeConfiguration<GroupMessage>
{
    public void Configure(EntityTypeBuilder<MailAttachment> builder)
    {
        builder.HasKey(attachment => new { attachment.MailId, attachment.Position });
        builder.Property(attachment => attachment.FileName).HasMaxLength(MailAttachment.MaxFileNameLength);
        builder.Property(attachment => attachment.MediaType).HasMaxLength(MailAttachment.MaxMediaTypeLength);
    }

    public void Configure(EntityTypeBuilder<MailAttempt> builder)
    {
        builder.Property(attempt => attempt.Id).ValueGeneratedNever();
        builder.Property(attempt => attempt.Said).HasMaxLength(OutgoingMail.MaxErrorLength);
        builder.HasOne<OutgoingMail>().WithMany().HasForeignKey(attempt => attempt.MailId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(attempt => attempt.At);
    }

    public void Configure(EntityTypeBuilder<MailPause> builder)
    {
        builder.Property(pause => pause.Id).ValueGeneratedNever();
        builder.HasKey(pause => pause.Id).HasName(ConstraintNames.MailPauseOnce);
    }

    public void Configure(EntityTypeBuilder<MailServerTrouble> builder)
    {
        builder.Property(trouble => trouble.Id).ValueGeneratedNever();
        builder.Property(trouble => trouble.Said).HasMaxLength(OutgoingMail.MaxErrorLength);
    }

    public void Configure(EntityTypeBuilder<EventMailTemplate> builder)
    {
        builder.HasKey(template => new { template.EventId, template.Kind }).HasName(ConstraintNames.MailTemplateOnce);
        builder.Property(template => template.Kind).HasMaxLength(80);
        builder.Property(template => template.Subject).HasMaxLength(OutgoingMail.MaxSubjectLength);
        builder.Property(template => template.Body).HasMaxLength(EventMailTemplate.MaxBodyLength);
        builder.Property(template => template.Revision).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(template => template.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(template => template.HasOwnWords);
    }

    public void Configure(EntityTypeBuilder<GroupMessage> builder)
    {
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.HasKey(message => message.Id).HasName(ConstraintNames.GroupMessageOnce);
        builder.Property(message => message.Subject).HasMaxLength(OutgoingMail.MaxSubjectLength);
        builder.Property(message => message.Body).HasMaxLength(EventMailTemplate.MaxBodyLength);
        builder.Property(message => message.TakenBackAt).IsConcurrencyToken();
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(message => message.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(message => new { message.EventId, message.QueuedAt });
    }
}
