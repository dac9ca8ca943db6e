using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Programme;

public sealed class IssuedCertificateTests
{
    private static readonly DateTimeOffset Now = new(2027, 6, 11, 9, 0, 0, TimeSpan.Zero);
    private static readonly CertificateStatement Statement = new("Ada Lovelace", "talk", "On $n$", new DateOnly(2027, 6, 10), "Theory of Testing", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "Hall");

    [Fact]
    public void It_keeps_what_it_said_and_has_a_code()
    {
        var certificate = IssuedCertificate.Issue(Guid.NewGuid(), new CertificateDue(CertificateKind.Presentation, "p1:ada", Statement), Now);

        Assert.Equal(Statement, certificate.Statement);
        Assert.Equal(ReceiptCode.Length, certificate.Code.Length);
        Assert.True(certificate.IsGood);
    }

    [Fact]
    public void Voiding_it_again_changes_nothing()
    {
        var certificate = IssuedCertificate.Issue(Guid.NewGuid(), new CertificateDue(CertificateKind.ReviewThanks, "r:ada", Statement), Now);

        certificate.Void(Now.AddDays(1));
        certificate.Void(Now.AddDays(2));
        Assert.Equal((Now.AddDays(1), false, false), (certificate.RevokedAt!.Value, certificate.IsReplaced, certificate.IsGood));

        certificate.Replace(Now.AddDays(3));
        Assert.Equal((Now.AddDays(1), true), (certificate.RevokedAt!.Value, certificate.IsReplaced));
    }

    [Fact]
    public void A_subject_is_never_longer_than_its_column()
    {
        Assert.Equal("p12:ada@uni.example", IssuedCertificate.SubjectOf("p12", "ada@uni.example"));
        Assert.Equal(IssuedCertificate.MaxSubjectLength, IssuedCertificate.SubjectOf("p12", new string('x', 500)).Length);
    }
}
