using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Workshop.Web.Features.Shared;

/// <summary>What a form says as names and values in JSON, whatever its fields are: kept now, filled into the same form later.</summary>
public static class PostedFields
{
    private static readonly string[] Secrets = ["password", "credential", "secret", "recovery", "code"];

    /// <summary>Everything but files, tokens and secrets, in order.</summary>
    public static string Write(IFormCollection form) =>
        JsonSerializer.Serialize(Worth(form).SelectMany(field => field.Value.Select(value => new[] { field.Key, value ?? "" })));

    /// <summary>Whether anybody typed or chose something; a form that is only a button has nothing to lose.</summary>
    public static bool HasAny(IFormCollection form) => Worth(form).Any(field => field.Value.Any(value => !string.IsNullOrWhiteSpace(value)));

    public static FormCollection Read(string fields) => new(
        (JsonSerializer.Deserialize<string[][]>(fields) ?? [])
            .GroupBy(field => field[0], field => field[1], StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => new StringValues([.. field]), StringComparer.Ordinal));

    private static IEnumerable<KeyValuePair<string, StringValues>> Worth(IFormCollection form) =>
        form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal) && !Secrets.Any(secret => field.Key.Split('.')[^1].Contains(secret, StringComparison.OrdinalIgnoreCase)));
}
