using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Reviewing;
using Workshop.Domain.Events;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>Who was asked to review, what they answered, what they know and how much they take; and asking more people.</summary>
[Authorize(Policy = Policies.Organizer)]
[EnableRateLimiting(RateLimits.Sensitive)]
[RequestFormLimits(ValueCountLimit = MostFields)]
public sealed class ReviewersModel(
    WorkshopDb db, CurrentViewer viewer, CurrentEvent current, TimeProvider time, InviteReviewers invite, RemindReviewers remind, WithdrawInvitation withdraw, SetQuotas setQuotas,
    EndDeskLinks endLinks) : PageModel
{
    private const int MostFields = 10_000;

    [BindProperty]
    public InviteForm Input { get; set; } = new();

    /// <summary>In the order of the table.</summary>
    [BindProperty]
    public IList<QuotaForm> Quotas { get; set; } = [];

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Row> Shown { get; private set; } = [];

    public string Show { get; private set; } = "";

    /// <param name="people">Put into the form for invitations, when somebody was suggested; nothing is sent.</param>
    public async Task OnGetAsync(string? show, string? sort, string? people, CancellationToken cancel)
    {
        await ReadAsync(show, sort, cancel);
        Input.People = people ?? Input.People;
    }

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken cancel)
    {
        var sent = await invite.RunAsync(await viewer.GetAsync(), Event.Id, Input.People, cancel);
        if (!sent.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(sent.Refusals);
        }

        var skipped = sent.Value.Skipped.Count == 0 ? "" : $" Skipped, because they were invited before: {string.Join(", ", sent.Value.Skipped)}.";
        this.Flash($"{(sent.Value.Count == 1 ? "One invitation is" : $"{sent.Value.Count} invitations are")} on the way.{skipped}");
        return RedirectToPage(new { slug = Event.Slug });
    }

    public async Task<IActionResult> OnPostRemindAsync(Guid? reviewer, CancellationToken cancel)
    {
        var reminded = await remind.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, cancel);
        if (!reminded.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(reminded.Refusals);
        }

        this.Flash(reminded.Value == 1 ? "A new invitation link is on the way. The old one no longer works." : $"{reminded.Value} new invitation links are on the way. The old ones no longer work.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid reviewer, CancellationToken cancel)
    {
        var withdrawn = await withdraw.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, cancel);
        if (!withdrawn.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(withdrawn.Refusals);
        }

        this.Flash($"The invitation of {withdrawn.Value} is taken back; its link no longer works.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    /// <summary>Whom somebody who declined has named.</summary>
    public async Task<IActionResult> OnPostInviteSuggestedAsync(Guid reviewer, CancellationToken cancel)
    {
        ModelState.Clear();
        var named = await db.Reviewers.Where(each => each.Id == reviewer && each.EventId == Event.Id && each.SuggestedEmail != null).Select(each => new { each.SuggestedName, each.SuggestedEmail }).SingleOrDefaultAsync(cancel);
        var sent = await invite.RunAsync(await viewer.GetAsync(), Event.Id, named is null ? null : $"{named.SuggestedName} <{named.SuggestedEmail}>", cancel);
        if (!sent.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(sent.Refusals);
        }

        this.Flash(sent.Value.Count == 1 ? $"An invitation to {named!.SuggestedEmail} is on the way." : $"{named!.SuggestedEmail} was invited before, so nothing was sent.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    public async Task<IActionResult> OnPostEndLinksAsync(Guid reviewer, CancellationToken cancel)
    {
        var ended = await endLinks.RunAsync(await viewer.GetAsync(), Event.Id, reviewer, cancel);
        if (!ended.Succeeded)
        {
            await ReadAsync(null, null, cancel);
            return this.Refuse(ended.Refusals);
        }

        this.Flash($"All links that open the desk of {ended.Value} are ended. They can ask for a new one, or sign in.");
        return RedirectToPage(new { slug = Event.Slug });
    }

    /// <summary>Only fields that were changed on this page count, so that it takes nothing back that somebody else said since.</summary>
    public async Task<IActionResult> OnPostQuotasAsync(string? show, string? sort, CancellationToken cancel)
    {
        Quotas = [.. Quotas.DistinctBy(quota => quota.Reviewer)];
        var wishes = new List<WishedQuota>();
        for (var i = 0; i < Quotas.Count; i++)
        {
            var typed = Quotas[i];
            if (typed.Now == typed.Was)
            {
                continue;
            }

            var (least, most, senior) = typed.Changes();
            wishes.Add(new WishedQuota(i, typed.Reviewer, least ? ReadNumber(typed.Min) ?? 0 : null, most, ReadNumber(typed.Max), senior ? typed.Senior : null));
        }

        var set = await setQuotas.RunAsync(await viewer.GetAsync(), Event.Id, wishes, cancel);
        if (!set.Succeeded)
        {
            var typed = Quotas.ToDictionary(quota => quota.Reviewer);
            await ReadAsync(show, sort, cancel);

            // In the same order as sent, should somebody have come or gone meanwhile.
            var places = Quotas.Select((quota, place) => (quota.Reviewer, place)).ToDictionary(each => each.Reviewer, each => each.place);
            Shown = [.. Shown.OrderBy(row => places.GetValueOrDefault(row.Id, int.MaxValue))];
            Quotas = [.. Shown.Where(row => row.HasQuota).Select(row => typed.GetValueOrDefault(row.Id) ?? QuotaForm.Of(row))];
            return this.Refuse(set.Refusals, "");
        }

        this.Flash(set.Value switch { 0 => "Nothing was changed.", 1 => "The quota of one reviewer is saved.", var n => $"The quotas of {n} reviewers are saved." });
        return RedirectToPage(null, null, new { slug = Event.Slug, show, sort });
    }

    /// <summary>In the form that <c>workshop assign --loads</c> reads; the columns behind are for people.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        await ReadAsync(null, null, cancel);
        return CsvDownload.Of(
            $"{Event.Slug}-reviewers.csv",
            ["reviewer", "min", "max", "name", "senior", "past papers", "bids", "assigned", "topics"],
            Accepted.Select(row => new[]
            {
                row.Email, CsvDownload.Number(row.MinLoad), CsvDownload.Number(row.MaxLoad), row.Name, row.IsSenior ? "yes" : "no", CsvDownload.Number(row.PastPapers), CsvDownload.Number(row.Bids),
                CsvDownload.Number(row.Assigned), TopicsOf(row),
            }));
    }

    public async Task<IActionResult> OnGetSeniorsAsync(CancellationToken cancel)
    {
        await ReadAsync(null, null, cancel);
        return CsvDownload.Of($"{Event.Slug}-seniors.csv", ["reviewer", "name"], Accepted.Where(row => row.IsSenior).Select(row => new[] { row.Email, row.Name }));
    }

    private IEnumerable<Row> Accepted => Rows.Where(row => row.State == ReviewerState.Accepted);

    /// <summary>Null for nothing; -1, which no rule allows, for what is no number.</summary>
    private static int? ReadNumber(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private async Task ReadAsync(string? show, string? sort, CancellationToken cancel)
    {
        var (who, now) = (await viewer.GetAsync(), time.GetUtcNow());
        var assignments = db.ManagedBy(who, Event.Id, now);

        // By counts neither does an organizer learn who wants to review their own paper.
        var bids = db.BidsManagedBy(who, Event.Id, now);
        var rows = await db.Reviewers
            .Where(reviewer => reviewer.EventId == Event.Id)
            .Select(reviewer => new Row(
                reviewer.Id,
                db.People.Where(person => person.Id == reviewer.PersonId).Select(person => person.Name).FirstOrDefault() ?? reviewer.Name,
                reviewer.Email,
                reviewer.State,
                reviewer.InvitedAt,
                reviewer.AnsweredAt,
                reviewer.DeclineReason,
                reviewer.Topics.Select(topic => topic.TopicId).ToList(),
                reviewer.PastPapers.Count,
                reviewer.MinLoad,
                reviewer.MaxLoad,
                reviewer.IsSenior,
                bids.Count(bid => bid.ReviewerId == reviewer.Id),
                assignments.Count(assignment => assignment.ReviewerId == reviewer.Id),
                reviewer.SuggestedName,
                reviewer.SuggestedEmail))
            .AsSplitQuery()
            .ToListAsync(cancel);
        Rows = [.. rows.OrderBy(row => row.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(row => row.Email, StringComparer.Ordinal)];
        Show = show ?? "";
        Shown = [.. Rows.Where(row => Show.Length == 0 || string.Equals(row.State.ToString(), Show, StringComparison.OrdinalIgnoreCase))];
        Shown = sort switch
        {
            "-name" => [.. Shown.Reverse()],
            "state" => [.. Shown.OrderBy(row => row.State)],
            "-state" => [.. Shown.OrderByDescending(row => row.State)],
            "answered" => [.. Shown.OrderBy(row => row.AnsweredAt)],
            "-answered" => [.. Shown.OrderByDescending(row => row.AnsweredAt)],
            "papers" => [.. Shown.OrderBy(row => row.PastPapers)],
            "-papers" => [.. Shown.OrderByDescending(row => row.PastPapers)],
            "bids" => [.. Shown.OrderBy(row => row.Bids)],
            "-bids" => [.. Shown.OrderByDescending(row => row.Bids)],
            "assigned" => [.. Shown.OrderBy(row => row.Assigned)],
            "-assigned" => [.. Shown.OrderByDescending(row => row.Assigned)],
            _ => Shown,
        };
        if (Quotas.Count == 0)
        {
            Quotas = [.. Shown.Where(row => row.HasQuota).Select(QuotaForm.Of)];
        }
    }

    /// <summary>In the order of the call.</summary>
    public string TopicsOf(Row row) => string.Join(", ", Event.Topics.Where(topic => row.TopicIds.Contains(topic.Id)).Select(topic => topic.Name));

    public sealed class InviteForm
    {
        public string? People { get; set; }
    }

    public sealed record Row(
        Guid Id, string Name, string Email, ReviewerState State, DateTimeOffset InvitedAt, DateTimeOffset? AnsweredAt, string? DeclineReason,
        IReadOnlyList<Guid> TopicIds, int PastPapers, int MinLoad, int? MaxLoad, bool IsSenior, int Bids, int Assigned,
        string? SuggestedName, string? SuggestedEmail)
    {
        /// <summary>Whom this person named who cannot review, to read; null for nobody.</summary>
        public string? Suggested => (SuggestedName, SuggestedEmail) switch
        {
            (null, null) => null,
            (null, var email) => email,
            (var name, null) => name,
            var (name, email) => $"{name}, {email}",
        };

        public bool HasQuota => State is ReviewerState.Accepted or ReviewerState.Invited;
    }

    /// <summary>As typed, whatever it is.</summary>
    public sealed class QuotaForm
    {
        public Guid Reviewer { get; set; }

        public string? Min { get; set; }

        public string? Max { get; set; }

        public bool Senior { get; set; }

        /// <summary>What the page showed.</summary>
        public string? Was { get; set; }

        public string Now => $"{Min?.Trim()}|{Max?.Trim()}|{Senior}";

        /// <summary>Which fields differ from what the page showed.</summary>
        public (bool Min, bool Max, bool Senior) Changes()
        {
            var (was, now) = ((Was ?? "").Split('|'), Now.Split('|'));
            return was.Length == 3 && now.Length == 3 ? (was[0] != now[0], was[1] != now[1], was[2] != now[2]) : (true, true, true);
        }

        public static QuotaForm Of(Row row)
        {
            var form = new QuotaForm { Reviewer = row.Id, Min = row.MinLoad == 0 ? null : CsvDownload.Number(row.MinLoad), Max = CsvDownload.Number(row.MaxLoad), Senior = row.IsSenior };
            form.Was = form.Now;
            return form;
        }
    }
}
