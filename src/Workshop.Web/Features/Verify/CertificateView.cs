using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Verify;

/// <summary>What whoever has the code of a certificate learns.</summary>
/// <param name="Statement">Null when it is void: what was corrected may have been a name that its bearer gave up.</param>
/// <param name="VoidSince">Null while it is good.</param>
/// <param name="IsAhead">It was printed before the day that it speaks of.</param>
public sealed record CertificateView(string Code, CertificateKind Kind, CertificateStatement? Statement, DateTimeOffset IssuedAt, DateTimeOffset? VoidSince, bool IsReplaced, bool IsAhead)
{
    public static CertificateView Of(IssuedCertificate certificate, DateTimeOffset now) => new(
        certificate.Code,
        certificate.Kind,
        certificate.IsGood ? certificate.Statement : null,
        certificate.IssuedAt,
        certificate.RevokedAt,
        certificate.IsReplaced,
        // Whatever the zone of the event: nowhere has the day begun before.
        certificate.Kind == CertificateKind.Presentation && now < new DateTimeOffset(certificate.On.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(14)));
}
