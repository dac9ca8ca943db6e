using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workshop.Domain.Pdf;

namespace Workshop.Data.Submissions;

/// <summary>Findings as JSON in one column: they are read and written as a whole, and no query looks inside. Empty text, as rows from before have it, is no finding.</summary>
internal sealed class FindingsConverter() : ValueConverter<IReadOnlyList<Finding>, string>(findings => Write(findings), text => Read(text))
{
    internal static string Write(IReadOnlyList<Finding> findings) => findings.Count == 0 ? "" : JsonSerializer.Serialize(findings, PreflightJson.Options);

    internal static IReadOnlyList<Finding> Read(string text) => text.Length == 0 ? [] : JsonSerializer.Deserialize<List<Finding>>(text, PreflightJson.Options) ?? [];
}

/// <summary>A list of findings is replaced as a whole and never changed.</summary>
internal sealed class FindingsComparer() : ValueComparer<IReadOnlyList<Finding>>(
    (left, right) => left == right || (left != null && right != null && left.SequenceEqual(right)),
    findings => findings.Count,
    findings => findings);
