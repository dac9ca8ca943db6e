using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions.Import;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Submissions.Import;

/// <summary>The second of three steps: say what each column is, with the first rows beside it.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class ColumnsModel(WorkshopDb db, CurrentEvent current, CurrentViewer viewer, ChooseColumns choose, TimeProvider time) : PageModel
{
    private const int Samples = 3;
    private const int SampleLength = 90;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ColumnsForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public string FileName { get; private set; } = "";

    public OpenImport Open { get; private set; } = null!;

    public string Root => $"/e/{Event.Slug}/organize/submissions/import/{Id}";

    public IReadOnlyList<SelectListItem> Sources { get; } = [.. Enum.GetValues<ImportSource>().OrderDescending().Select(source => new SelectListItem(ImportWords.Of(source), source.ToString()))];

    public IReadOnlyList<SelectListItem> Zones { get; } = [new("Anywhere on Earth (AoE)", EventZone.AnywhereOnEarthId), .. EventForm.ZoneChoices];

    public IReadOnlyList<SelectListItem> TopicChoices { get; } =
    [
        new("Leave them out", nameof(UnknownTopics.LeaveOut)),
        new("Add them to the topics of the call", nameof(UnknownTopics.Create)),
        new("Refuse the row", nameof(UnknownTopics.Refuse)),
    ];

    public IReadOnlyList<SelectListItem> AuthorChoices
    {
        get
        {
            var choices = new List<SelectListItem> { new("From the columns chosen above", nameof(AuthorsFrom.Columns)) };
            if (NumberedAuthors.Find(Open.Table.Columns) is { Count: > 0 } numbered)
            {
                choices.Add(new SelectListItem($"From columns like “{Open.Table.Columns[Math.Max(numbered[0].Name, Math.Max(numbered[0].LastName, numbered[0].Email))]}”, for {numbered.Count} authors", nameof(AuthorsFrom.NumberedColumns)));
            }

            if (Open.Authors is not null)
            {
                choices.Add(new SelectListItem("From the file of authors", nameof(AuthorsFrom.SecondFile)));
            }

            return choices;
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        Input = ColumnsForm.From(Open.Choices);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        if (act == "samples")
        {
            return Page();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await choose.RunAsync(await viewer.GetAsync(), Event.Id, Id, old => Input.Change(old, Open.Table.Columns.Count, Open.Authors?.Columns.Count ?? 0), cancel);
        if (outcome is null)
        {
            return NotFound();
        }

        return outcome.Succeeded
            ? Redirect(Root)
            : this.Refuse([.. outcome.Refusals.Select(refusal => Enum.TryParse<ImportField>(refusal.Field, out _) ? refusal with { Field = $"Columns[{refusal.Field}]" } : refusal)]);
    }

    /// <summary>The first rows of the chosen column that say something, shortened.</summary>
    public IReadOnlyList<string> SamplesOf(ImportField field)
    {
        var table = ImportWords.FieldsOfAuthors.Contains(field) ? Open.Authors : Open.Table;
        if (table is null || Input.Columns.GetValueOrDefault(field.ToString()) is not { } column || column < 0 || column >= table.Columns.Count)
        {
            return [];
        }

        return [.. table.Rows.Select(row => row.Cells[column].Trim().ReplaceLineEndings(" · ")).Where(cell => cell.Length > 0).Take(Samples).Select(cell => cell.Length <= SampleLength ? cell : cell[..SampleLength] + "…")];
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var held = await db.HeldImports.HeldBy(await viewer.GetAsync(), Event.Id, time.GetUtcNow()).AsNoTracking().SingleOrDefaultAsync(held => held.Id == Id && held.ImportedAt == null, cancel);
        if (held is null)
        {
            return false;
        }

        FileName = held.FileName;
        Open = OpenImport.Of(held);
        return true;
    }
}
