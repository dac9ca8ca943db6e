using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data.Programme;

internal sealed class IssuedCertificateMapping : IEntityTypeConfiguration<IssuedCertificate>
{
    public void Configure(EntityTypeBuilder<IssuedCertificate> builder)
    {
        builder.Property(certificate => certificate.Id).ValueGeneratedNever();
        builder.Property(certificate => certificate.Subject).HasMaxLength(IssuedCertificate.MaxSubjectLength);
        builder.Property(certificate => certificate.Code).HasMaxLength(ReceiptCode.Length);
        builder.Property(certificate => certificate.Name).HasMaxLength(Slot.MaxSpeakersLength);
        builder.Property(certificate => certificate.Form).HasMaxLength(40);
        builder.Ignore(certificate => certificate.IsGood);
        builder.Ignore(certificate => certificate.Statement);
        builder.HasOne<WorkshopEvent>().WithMany().HasForeignKey(certificate => certificate.EventId).OnDelete(DeleteBehavior.Cascade);

        // The code goes on answering when what it was for is gone.
        builder.HasOne<Submission>().WithMany().HasForeignKey(certificate => certificate.SubmissionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Reviewer>().WithMany().HasForeignKey(certificate => certificate.ReviewerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(certificate => certificate.Code).IsUnique();
        builder.HasIndex(certificate => new { certificate.EventId, certificate.Kind, certificate.Subject }).IsUnique().HasFilter("\"RevokedAt\" IS NULL").HasDatabaseName(ConstraintNames.CertificateOnce);
    }
}
