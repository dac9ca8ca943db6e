namespace Workshop.Domain.Submissions.Import;

/// <summary>A file of another system as a table, whatever its format was.</summary>
/// <param name="Columns">Names as in the file, in its order; they may repeat or be empty.</param>
public sealed record ImportTable(IReadOnlyList<string> Columns, IReadOnlyList<ImportTableRow> Rows);

/// <param name="Line">Of the file, counted from 1, where the row begins; the place in the list for a JSON array.</param>
/// <param name="Cells">One for each column. A list stands in one cell with a line break between its items.</param>
/// <param name="Problem">Why the row cannot be trusted at all, or null.</param>
public sealed record ImportTableRow(int Line, IReadOnlyList<string> Cells, string? Problem = null);
