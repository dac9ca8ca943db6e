using Workshop.Domain.Events;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary><see cref="ImportChoices"/> as a form; what rows are left out is chosen on the next page.</summary>
public sealed class ColumnsForm
{
    public ImportSource Source { get; set; }

    /// <summary>By the name of the <see cref="ImportField"/>; null for what is not in the file.</summary>
    public Dictionary<string, int?> Columns { get; set; } = [];

    public AuthorsFrom AuthorsFrom { get; set; }

    public string? Zone { get; set; }

    public UnknownTopics UnknownTopics { get; set; }

    public bool UpdateChanged { get; set; }

    public bool KeepNumbers { get; set; }

    public bool SendReceipts { get; set; }

    public static ColumnsForm From(ImportChoices choices) => new()
    {
        Source = choices.Source,
        Columns = choices.Columns.ToDictionary(column => column.Key.ToString(), column => (int?)column.Value),
        AuthorsFrom = choices.AuthorsFrom,
        Zone = choices.ZoneId,
        UnknownTopics = choices.UnknownTopics,
        UpdateChanged = choices.UpdateChanged,
        KeepNumbers = choices.KeepNumbers,
        SendReceipts = choices.SendReceipts,
    };

    /// <summary>These choices in place of the old ones. Columns that the file does not have are dropped.</summary>
    public ImportChoices Change(ImportChoices old, int columns, int authorColumns) => old with
    {
        Source = Source,
        Columns = Columns
            .Where(column => column.Value is not null && Enum.TryParse<ImportField>(column.Key, out _))
            .Select(column => (Field: Enum.Parse<ImportField>(column.Key), Column: column.Value!.Value))
            .Where(column => column.Column >= 0 && column.Column < (ImportWords.FieldsOfAuthors.Contains(column.Field) ? authorColumns : columns))
            .ToDictionary(column => column.Field, column => column.Column),
        AuthorsFrom = AuthorsFrom == AuthorsFrom.SecondFile && authorColumns == 0 ? AuthorsFrom.Columns : AuthorsFrom,
        ZoneId = EventZone.Find(Zone).Value?.Id ?? old.ZoneId,
        UnknownTopics = UnknownTopics,
        UpdateChanged = UpdateChanged,
        KeepNumbers = KeepNumbers,
        SendReceipts = SendReceipts,
    };
}
