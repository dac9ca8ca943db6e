using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Data.Mail;

internal sealed class OutgoingMailMapping : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Kind).HasMaxLength(80);
        builder.Property(mail => mail.About).HasMaxLength(OutgoingMail.MaxAboutLength);
        builder.Property(mail => mail.ToAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(mail => mail.NormalizedTo).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(mail => mail.ToName).HasMaxLength(Person.MaxNameLength);
        builder.Property(mail => mail.Subject).HasMaxLength(OutgoingMail.MaxSubjectLength);
        builder.Property(mail => mail.Why).HasMaxLength(OutgoingMail.MaxWhyLength);
        builder.Property(mail => mail.UnsubscribeLink).HasMaxLength(OutgoingMail.MaxLinkLength);
        builder.Property(mail => mail.MessageKey).HasMaxLength(40);
        builder.Property(mail => mail.LastError).HasMaxLength(OutgoingMail.MaxErrorLength);
        builder.Property(mail => mail.HeldBecause).HasMaxLength(OutgoingMail.MaxWhyLength);
        builder.Property(mail => mail.Priority).HasDefaultValue((int)MailPriority.Ordinary).ValueGeneratedNever();
        builder.Property(mail => mail.Revision).IsConcurrencyToken();
        builder.Ignore(mail => mail.Draft);
        builder.Ignore(mail => mail.HasBegun);
        builder.Ignore(mail => mail.MayHaveLeft);
        builder.HasMany(mail => mail.Attachments).WithOne().HasForeignKey(attachment => attachment.MailId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(mail => mail.MessageId);
        // The state is the lock: of two deliverers that take the same mail, the second one's save changes no row.
        builder.Property(mail => mail.State).IsConcurrencyToken();
        builder.HasIndex(mail => new { mail.Kind, mail.NormalizedTo, mail.About }).IsUnique().HasDatabaseName(ConstraintNames.MailOnce);
        builder.HasIndex(mail => new { mail.State, mail.Priority, mail.NextAttemptAt });
        builder.HasIndex(mail => new { mail.EventId, mail.CreatedAt });
    }
}
