using System.Text.Json;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>What becomes, or became, of one row: shown by the dry run, kept after the import.</summary>
/// <param name="Problems">Each with its column, where it has one.</param>
public sealed record ImportReportRow(int Line, string ExternalId, int? Number, string Title, ImportOutcome Outcome, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings)
{
    public static ImportReportRow Of(PlannedLine line) => new(
        line.Row.Line,
        line.Row.ExternalId,
        line.Number,
        line.Content.Title,
        line.Outcome,
        [.. line.Reasons.Select(reason => reason.Field is null ? reason.Message : $"Column “{reason.Field}”: {reason.Message}")],
        line.Warnings);
}

public static class ImportReport
{
    public static string Write(ImportPlan plan) => JsonSerializer.Serialize(plan.Lines.Select(ImportReportRow.Of), OpenImport.Json);

    public static IReadOnlyList<ImportReportRow> Read(string report) => JsonSerializer.Deserialize<List<ImportReportRow>>(report, OpenImport.Json)!;

    /// <param name="done">After the import; before it, what would happen.</param>
    public static string Word(ImportOutcome outcome, bool done) => outcome switch
    {
        ImportOutcome.Create => done ? "created" : "new",
        ImportOutcome.Same => "already there",
        ImportOutcome.Update => done ? "updated" : "will be updated",
        ImportOutcome.Differs => "differs, left as it is",
        ImportOutcome.LeftOut => "left out",
        _ => "refused",
    };

    /// <summary>The status word whose colour goes with it.</summary>
    public static string Tone(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Create => "submitted",
        ImportOutcome.Update or ImportOutcome.Differs => "staged",
        ImportOutcome.Refused => "problem",
        _ => "draft",
    };
}
