using System.Text.Json;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Features.Assignment;

/// <summary>A certificate in the form that <c>workshop check-assignment</c> reads.</summary>
internal static class CertificateJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write(Certificate certificate) => JsonSerializer.Serialize(certificate, Format);

    public static Certificate Read(string json) => JsonSerializer.Deserialize<Certificate>(json, Format) ?? throw new JsonException("There is no certificate.");
}
