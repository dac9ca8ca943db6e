namespace Workshop.Web.Features.Exports;

/// <summary>A table to be written as CSV, JSON or a sheet; see <see cref="TableFiles"/> for what may stand in a cell.</summary>
/// <param name="Name">Of the sheet and the file: lower-case letters.</param>
/// <param name="Rows">Each with as many cells as there are columns: text, int, double, bool, <see cref="DateTimeOffset"/> or null.</param>
public sealed record ExportTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows);
