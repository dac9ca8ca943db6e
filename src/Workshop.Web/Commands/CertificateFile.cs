using System.Text.Json;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Commands;

/// <summary>A certificate as JSON. Every number is a whole number of millionths of an affinity.</summary>
public static class CertificateFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
    };

    public static void Write(string path, Certificate certificate) =>
        WholeFile.Write(path, text => text.WriteLine(JsonSerializer.Serialize(certificate, Format)));

    public static Certificate? Read(string path, InputErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            var certificate = JsonSerializer.Deserialize<Certificate>(File.ReadAllText(path), Format);
            // The serializer knows which members may be null, but not which elements of a list.
            if (certificate?.Randomization?.Probabilities.Any(probability => probability is null) == true)
            {
                errors.Add(path, null, "This is no certificate: a probability is null.");
            }
            else if (certificate is not null)
            {
                return certificate;
            }
            else
            {
                errors.Add(path, 1, "There is no certificate in it.");
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            errors.Add(path, null, cause.Message);
        }
        catch (JsonException cause)
        {
            errors.Add(path, cause.LineNumber + 1, $"This is no certificate: {cause.Message.Split(" LineNumber")[0]}");
        }

        return null;
    }
}
