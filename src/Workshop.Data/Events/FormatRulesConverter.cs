using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Workshop.Domain.Pdf;

namespace Workshop.Data.Events;

/// <summary>What an event asks of PDFs as JSON in one column. Empty text, as events from before have it, is the default of everything.</summary>
internal sealed class FormatRulesConverter() : ValueConverter<FormatRules, string>(rules => Write(rules), text => Read(text))
{
    internal static string Write(FormatRules rules) => JsonSerializer.Serialize(rules, PreflightJson.Options);

    internal static FormatRules Read(string text) => text.Length == 0 ? new FormatRules() : JsonSerializer.Deserialize<FormatRules>(text, PreflightJson.Options) ?? new FormatRules();
}

/// <summary>Compared as they are written: their severities are a dictionary.</summary>
internal sealed class FormatRulesComparer() : ValueComparer<FormatRules>(
    (left, right) => left == right || (left != null && right != null && FormatRulesConverter.Write(left) == FormatRulesConverter.Write(right)),
    rules => FormatRulesConverter.Write(rules).GetHashCode(StringComparison.Ordinal),
    rules => rules);
