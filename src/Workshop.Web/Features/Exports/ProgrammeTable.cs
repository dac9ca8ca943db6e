using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Exports;

/// <summary>A programme as a table: a row for each item, and one for each session without any.</summary>
internal static class ProgrammeTable
{
    private static readonly string[] Columns =
    [
        "session", "kind", "session_starts", "session_ends", "room", "chair", "key", "number", "starts", "minutes", "board", "title", "authors", "affiliations", "presenters", "topics", "abstract", "url", "paper", "staged",
    ];

    /// <param name="itemUrl">An item's own page; null while there is none.</param>
    /// <param name="paperUrl">The PDF that everybody may read; null when there is none.</param>
    public static ExportTable Of(ProgrammeDocument programme, Func<ProgrammeItem, string?> itemUrl, Func<ProgrammeItem, string?> paperUrl)
    {
        var rows = new List<object?[]>();
        foreach (var session in programme.Sessions)
        {
            object?[] about = [session.Title, session.Kind.ToString().ToLowerInvariant(), session.Starts, session.Ends, session.Room, session.Chair];
            if (session.Items.Count == 0)
            {
                rows.Add([.. about, .. new object?[Columns.Length - about.Length]]);
            }

            foreach (var item in session.Items)
            {
                rows.Add(
                [
                    .. about,
                    item.Key,
                    item.Number,
                    item.Starts,
                    item.Starts is null ? null : item.Minutes,
                    item.Board,
                    item.ShownTitle,
                    Joined(item.Authors.Select(author => author.Name)),
                    Joined(item.Authors.SelectMany(author => author.Affiliations).Distinct(StringComparer.OrdinalIgnoreCase)),
                    Joined(item.Authors.Where(author => author.IsPresenter).Select(author => author.Name)),
                    Joined(item.Topics),
                    item.Abstract,
                    itemUrl(item),
                    paperUrl(item),
                    item.IsStaged,
                ]);
            }
        }

        return new ExportTable("programme", Columns, rows);
    }

    /// <summary>A reader tells the items apart by the semicolons.</summary>
    internal static string Joined(IEnumerable<string> items) => string.Join("; ", items.Select(item => item.Replace(';', ',')));
}
