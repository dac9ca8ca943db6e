using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Who must not review what, why, and who says so; with the organizer's last word on what was only worked out.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class OrganizerConflictsModel(
    WorkshopDb db, CurrentViewer viewer, CurrentEvent current, PublicSuffixes suffixes, OverruleConflict overrule, RecordConflict record, AnswerConflictQuestion answer, TimeProvider time) : PageModel
{
    private const int RowsOfAPage = 50;

    /// <summary>"questions", "overruled", "assigned", the name of a <see cref="ConflictKind"/>, or nothing for all that stands or stood.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public ConflictOrigin? Source { get; set; }

    /// <summary>A person's id.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Reviewer { get; set; }

    /// <summary>A submission's number.</summary>
    [BindProperty(SupportsGet = true, Name = "submission")]
    public int? Paper { get; set; }

    /// <summary>From 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int? PageNumber { get; set; }

    [BindProperty]
    public PairForm Input { get; set; } = new();

    [BindProperty]
    public EntryForm Entry { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public ConflictList List { get; private set; } = new([], [], []);

    /// <summary>What the choices above leave, on all pages.</summary>
    public IReadOnlyList<ConflictRow> Found { get; private set; } = [];

    public IReadOnlyList<ConflictRow> Shown { get; private set; } = [];

    public int Pages => Math.Max(1, (Found.Count + RowsOfAPage - 1) / RowsOfAPage);

    public int OnPage => Math.Clamp(PageNumber ?? 1, 1, Pages);

    public Guid? Me { get; private set; }

    private Dictionary<Guid, string> Names { get; set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel);

    /// <summary>What stands, for <c>workshop assign --conflicts</c>, with columns for people after the two that it reads. Organizers who review nothing are not in it.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        var list = await ConflictList.LoadAsync(db, suffixes, await viewer.GetAsync(), Event.Id, time.GetUtcNow(), cancel);
        return CsvDownload.Of(
            $"{Event.Slug}-conflicts.csv",
            ["paper", "reviewer", "name", "title", "kinds", "reasons"],
            list.Rows.Where(row => row.IsReviewer && row.Standing.Count > 0).OrderBy(row => row.Number).ThenBy(row => row.Email, StringComparer.Ordinal).Select(row => new[]
            {
                $"#{row.Number}",
                row.Email,
                row.Name,
                row.Title,
                string.Join("; ", row.Standing.Select(reason => ConflictWords.Kind(reason.Kind)).Distinct()),
                string.Join(" ", row.Standing.Select(reason => reason.Where.Length == 0 ? reason.Sentence : $"{reason.Sentence} ({reason.Where})")),
            }));
    }

    public async Task<IActionResult> OnPostOverruleAsync(CancellationToken cancel) =>
        await AnswerAsync(await overrule.RunAsync(await viewer.GetAsync(), Event.Id, Input.Submission, Input.Person, Input.Kinds ?? [], Input.Note, cancel), "Overruled. This pair may be assigned unless something else stands between them.", cancel);

    public async Task<IActionResult> OnPostUndoAsync(CancellationToken cancel) =>
        await AnswerAsync(
            Input.Kinds is [var kind] ? await overrule.UndoAsync(await viewer.GetAsync(), Event.Id, Input.Submission, Input.Person, kind, cancel) : OverruleConflict.Gone,
            "Undone. The conflict counts again.",
            cancel);

    public async Task<IActionResult> OnPostSamePersonAsync(CancellationToken cancel) =>
        await AnswerAsync(await answer.RunAsync(await viewer.GetAsync(), Event.Id, Input.Submission, Input.Person, true, Input.Note, cancel), "Recorded as their own paper.", cancel);

    public async Task<IActionResult> OnPostAnotherPersonAsync(CancellationToken cancel) =>
        await AnswerAsync(await answer.RunAsync(await viewer.GetAsync(), Event.Id, Input.Submission, Input.Person, false, Input.Note, cancel), "Noted: another person. You are not asked again.", cancel);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel) =>
        await AnswerAsync(await record.RemoveAsync(await viewer.GetAsync(), Event.Id, Input.Submission, Input.Person, cancel), "Removed.", cancel);

    public async Task<IActionResult> OnPostRecordAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await ReadAsync(cancel);
            return this.Invalid();
        }

        var who = await viewer.GetAsync();
        var recorded = await record.RunAsync(who, Event.Id, Entry.Submission, Entry.Person, Entry.Tie, Entry.EndedIn, Entry.Note, cancel);
        if (!recorded.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(recorded.Refusals, nameof(Entry));
        }

        this.Flash(Entry.Person == who.PersonId
            ? "Recorded. From now on the other organizers handle that submission; you do not see it any more."
            : recorded.Value ? "Recorded. The assignment to it has ended; look whether somebody else is needed." : "Recorded.");
        return Redirect(Query());
    }

    /// <summary>This page with the same choices, or with one of them changed; null takes it away. Any change begins at the first page.</summary>
    public string Query(string? name = null, string? value = null)
    {
        var query = new QueryBuilder();
        foreach (var (key, now) in new[]
        {
            ("show", Show), ("source", Source?.ToString()), ("reviewer", Reviewer?.ToString()), ("submission", Paper?.ToString(CultureInfo.InvariantCulture)), ("p", name is null && OnPage > 1 ? $"{OnPage}" : null),
        })
        {
            if ((key == name ? value : now) is { Length: > 0 } kept)
            {
                query.Add(key, kept);
            }
        }

        return $"/e/{Event.Slug}/organize/conflicts{query}";
    }

    /// <summary>Where a form is sent, so that the answer leads back to the same choices.</summary>
    public string Action(string handler) => Query() is var here && here.Contains('?', StringComparison.Ordinal) ? $"{here}&handler={handler}" : $"{here}?handler={handler}";

    public int Count(ConflictKind kind) => List.Rows.Count(row => row.Standing.Any(reason => reason.Kind == kind));

    public string NameOf(Guid? person) => person is { } id ? Names.GetValueOrDefault(id, "") : "";

    public IReadOnlyList<SelectListItem> Submissions => [new("Choose a submission", ""), .. List.Papers.Select(paper => new SelectListItem($"#{paper.Number} {paper.Title}", paper.Id.ToString()))];

    public IReadOnlyList<SelectListItem> People =>
        [new("Choose a person", ""), .. List.People.Select(person => new SelectListItem($"{person.Name} ({person.Email}){(person.Id == Me ? ", you" : person.IsReviewer ? "" : ", organizer")}", person.Id.ToString()))];

    private async Task<IActionResult> AnswerAsync(Outcome<Done> outcome, string done, CancellationToken cancel)
    {
        ModelState.Clear();
        if (!outcome.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(outcome.Refusals);
        }

        this.Flash(done);
        return Redirect(Query());
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        Me = who.PersonId;
        List = await ConflictList.LoadAsync(db, suffixes, who, Event.Id, time.GetUtcNow(), cancel);
        Found = [.. List.Rows.Where(IsFound)];
        Shown = [.. Found.Skip((OnPage - 1) * RowsOfAPage).Take(RowsOfAPage)];
        Guid[] said = [.. Shown.SelectMany(row => row.Standing.Concat(row.Lifted.Select(lifted => lifted.Reason)).Select(reason => reason.SaidBy).OfType<Guid>().Concat(row.Lifted.Select(lifted => lifted.By.RuledBy))).Distinct()];
        Names = await db.People.Where(person => said.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, cancel);
    }

    private bool IsFound(ConflictRow row)
    {
        var kind = Enum.TryParse<ConflictKind>(Show, true, out var parsed) ? parsed : (ConflictKind?)null;
        return (Reviewer is null || row.PersonId == Reviewer)
            && (Paper is null || row.Number == Paper)
            && (Source is null || row.Standing.Any(reason => reason.Origin == Source) || row.Lifted.Any(lifted => lifted.Reason.Origin == Source))
            && Show?.ToLowerInvariant() switch
            {
                "questions" => row.IsQuestion,
                "overruled" => row.Lifted.Count > 0,
                "assigned" => row.IsAssigned && row.Standing.Count > 0,
                _ => kind is null || row.Standing.Any(reason => reason.Kind == kind),
            };
    }

    /// <summary>Which pair a button is about.</summary>
    public sealed class PairForm
    {
        public Guid Submission { get; set; }

        public Guid Person { get; set; }

        public IReadOnlyList<ConflictKind>? Kinds { get; set; }

        public string? Note { get; set; }
    }

    /// <summary>A conflict recorded by hand.</summary>
    public sealed class EntryForm
    {
        public Guid? Submission { get; set; }

        public Guid? Person { get; set; }

        public ConflictTie? Tie { get; set; }

        public int? EndedIn { get; set; }

        public string? Note { get; set; }
    }
}
