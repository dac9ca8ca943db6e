using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Decisions;

/// <summary>Who of the accepted authors has said who presents, declined, or uploaded the final version.</summary>
[Authorize(Policy = Policies.Organizer)]
public sealed class AnswersModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, RemindPresenters remind, ReinstatePresentation reinstate) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public WorkshopEvent Event => current.Required;

    public DecisionScheme Scheme { get; private set; } = null!;

    public IReadOnlyList<AnswerRow> All { get; private set; } = [];

    public IReadOnlyList<AnswerRow> Rows { get; private set; } = [];

    public bool AsksFinals => Scheme.Terms.FinalsDue is not null;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return CsvDownload.Of(
            $"{Event.Slug}-presentations.csv",
            ["number", "title", "decision", "answer", "presenter", "presenter_email", "answered_at", "reason", "publish_abstract", "publish_names", "publish_pdf", "final_version", "final_pages", "final_received", "condition"],
            Rows.Select(row => new[]
            {
                CsvDownload.Number(row.Number), row.Title, Scheme.Word(row.Outcome, row.LabelId), row.State, row.Presenter, row.PresenterEmail, CsvDownload.Instant(row.AnsweredAt), row.Reason,
                YesNo(row, row.Abstract), YesNo(row, row.Names), YesNo(row, row.Pdf), CsvDownload.Number(row.FinalNumber), CsvDownload.Number(row.FinalPages), CsvDownload.Instant(row.FinalAt),
                row.Condition.Length == 0 ? "" : row.IsConditionMet ? "met" : "open",
            }));
        static string YesNo(AnswerRow row, bool value) => !row.IsConfirmed ? "" : value ? "yes" : "no";
    }

    public async Task<IActionResult> OnPostRemindAsync(CancellationToken cancel)
    {
        var written = await remind.RunAsync(await viewer.GetAsync(), Event.Id, cancel);
        this.Flash(written == 0 ? "Nobody is left to remind today." : $"{(written == 1 ? "1 mail is" : $"{written} mails are")} on the way.");
        return Redirect($"/e/{Event.Slug}/organize/decisions/answers");
    }

    public async Task<IActionResult> OnPostReinstateAsync(Guid id, CancellationToken cancel)
    {
        var organizer = await viewer.GetAsync();
        var reinstated = await reinstate.RunAsync(organizer, Event.Id, id, cancel);
        if (reinstated is null)
        {
            return NotFound();
        }

        await ReadAsync(cancel);
        if (!reinstated.Succeeded)
        {
            return this.Refuse(reinstated.Refusals, "");
        }

        this.Flash($"The place is theirs again. Tell them to say who presents.{Scheme.WarningAfter(await db.ReadDecisionRowsAsync(organizer, Event.Id, time.GetUtcNow(), cancel))}");
        return Redirect($"/e/{Event.Slug}/organize/decisions/answers");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        Scheme = await db.LoadSchemeAsync(Event.Id, cancel);
        var visible = db.Submissions.VisibleTo(await viewer.GetAsync(), SubmissionPart.Management, now).Where(s => s.EventId == Event.Id && s.SubmittedAt != null && s.WithdrawnAt == null);
        var rows = await (
            from s in visible
            join d in db.Decisions on s.Id equals d.SubmissionId
            where d.ReleasedAt <= now && (d.Outcome == DecisionOutcome.Talk || d.Outcome == DecisionOutcome.Poster)
            orderby s.Number
            select new
            {
                s.Id,
                s.Number,
                s.Title,
                d.Outcome,
                d.LabelId,
                d.Condition,
                d.ConditionMetAt,
                d.DeclinedAt,
                Answer = db.PresentationAnswers.Where(answer => answer.SubmissionId == s.Id).FirstOrDefault(),
                Final = db.FinalVersions.Where(version => version.SubmissionId == s.Id).OrderByDescending(version => version.Number).Select(version => new { version.Id, version.Number, version.Pages, version.ReceivedAt }).FirstOrDefault(),
            })
            .AsNoTracking().ToListAsync(cancel);
        var names = (await visible.SelectMany(s => s.Authors).Select(author => new { author.SubmissionId, author.NormalizedEmail, author.Name }).ToListAsync(cancel)).ToLookup(author => (author.SubmissionId, author.NormalizedEmail), author => author.Name);
        All = [.. rows.Select(row => new AnswerRow(row.Id, row.Number, row.Title, row.Outcome, row.LabelId, row.DeclinedAt is not null ? "declined" : row.Answer is { IsConfirmed: true } ? "confirmed" : "waiting")
        {
            Presenter = row.Answer is null ? "" : names[(row.Id, row.Answer.PresenterEmail)].FirstOrDefault() ?? "",
            PresenterEmail = row.Answer?.PresenterEmail ?? "",
            AnsweredAt = row.Answer?.AnsweredAt,
            Reason = row.Answer?.Reason ?? "",
            Abstract = row.Answer?.PublishesAbstract ?? false,
            Names = row.Answer?.PublishesNames ?? false,
            Pdf = row.Answer?.PublishesPdf ?? false,
            FinalId = row.Final?.Id,
            FinalNumber = row.Final?.Number,
            FinalPages = row.Final?.Pages,
            FinalAt = row.Final?.ReceivedAt,
            Condition = row.Condition,
            IsConditionMet = row.ConditionMetAt is not null,
        })];
        Rows = [.. Show switch
        {
            "waiting" => All.Where(row => row.State == "waiting"),
            "confirmed" => All.Where(row => row.IsConfirmed),
            "declined" => All.Where(row => row.State == "declined"),
            "no-final" => All.Where(row => row.FinalNumber is null && row.State != "declined"),
            "condition" => All.Where(row => row.Condition.Length > 0 && !row.IsConditionMet),
            _ => All,
        }];
    }
}

/// <param name="State">"waiting", "confirmed", "declined".</param>
public sealed record AnswerRow(Guid Id, int Number, string Title, DecisionOutcome Outcome, Guid? LabelId, string State)
{
    public bool IsConfirmed => State == "confirmed";

    public string Presenter { get; init; } = "";

    public string PresenterEmail { get; init; } = "";

    public DateTimeOffset? AnsweredAt { get; init; }

    public string Reason { get; init; } = "";

    public bool Abstract { get; init; }

    public bool Names { get; init; }

    public bool Pdf { get; init; }

    public Guid? FinalId { get; init; }

    public int? FinalNumber { get; init; }

    public int? FinalPages { get; init; }

    public DateTimeOffset? FinalAt { get; init; }

    public string Condition { get; init; } = "";

    public bool IsConditionMet { get; init; }
}
