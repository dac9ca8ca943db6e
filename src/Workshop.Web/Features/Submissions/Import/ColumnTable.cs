using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>A table of our fields, each with the column of the file that it is.</summary>
/// <param name="LabelledBy">Id of its heading.</param>
public sealed record ColumnTable(ColumnsModel Page, IReadOnlyList<ImportField> Fields, ImportTable Of, string LabelledBy);
