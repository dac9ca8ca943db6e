using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Events;
using Workshop.Domain.Matching;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Reviews;

/// <summary>
/// What a reviewer knows and how much they take: the assignment is made from this. One form, whichever of its buttons is pressed, so that nothing that was typed is left behind.
/// </summary>
[Authorize(Policy = Policies.Reviewer)]
[EnableRateLimiting(RateLimits.Upload)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class ExpertiseModel(WorkshopDb db, CurrentViewer viewer, CurrentEvent current, EventMatching matching, ReadPastPapers reading, DescribeExpertise describe, KeepReaderZone zone) : PageModel
{
    /// <summary>Larger than what may be sent, so that too much of it gets its sentence and the form its text back.</summary>
    private const int LargestRequest = (ReadPastPapers.MostFiles + 2) * ReadPastPapers.LargestFile;

    private const int MostTerms = 24;
    private const int MostTermsOfPaper = 8;

    [BindProperty]
    public ExpertiseForm Input { get; set; } = new();

    public WorkshopEvent Event => current.Required;

    public IReadOnlyList<PastPaper> Papers { get; private set; } = [];

    /// <summary>Papers that were just read from PDFs, whose title and abstract somebody should look at.</summary>
    public IReadOnlyCollection<Guid> ToCheck { get; private set; } = [];

    public IReadOnlyList<Coauthor> Coauthors { get; private set; } = [];

    /// <summary>Null while nothing is known.</summary>
    public ProfileTerms? Terms { get; private set; }

    /// <summary>What was pasted, as it is understood; null when nobody asked.</summary>
    public PastPapersRead? Understood { get; private set; }

    public async Task OnGetAsync(Guid[] check, CancellationToken cancel)
    {
        ModelState.Clear();
        var mine = await ReadAsync(cancel);
        ToCheck = check;
        Input = new ExpertiseForm { TopicIds = [.. mine.Topics.Select(topic => topic.TopicId)], MaxLoad = mine.MaxLoad?.ToString(CultureInfo.InvariantCulture) };
        (Input.WasTopicIds, Input.WasMaxLoad) = (Input.TopicIds, Input.MaxLoad);
    }

    /// <summary>Shows what would be understood of what is pasted, and saves nothing.</summary>
    public async Task<IActionResult> OnPostLookAsync(CancellationToken cancel)
    {
        var read = await reading.RunAsync(Input.PastPapers, [], cancel);
        await ReadAsync(cancel);
        if (!read.Succeeded)
        {
            return this.Refuse(read.Refusals);
        }

        Understood = read.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        int? load = null;
        if (!string.IsNullOrWhiteSpace(Input.MaxLoad))
        {
            load = int.TryParse(Input.MaxLoad.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        }

        var read = await reading.RunAsync(Input.PastPapers, [.. (Input.Files ?? []).Select(file => new ChosenFile(file.FileName, file.Length, file.OpenReadStream))], cancel);
        if (!read.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(read.Refusals);
        }

        if (read.Value.Complaints.Count > 0 && !Input.LeaveOut)
        {
            await ReadAsync(cancel);
            AskForFilesAgain(read.Value);
            return Complain(read.Value);
        }

        var saved = await describe.RunAsync(await viewer.GetAsync(), Event.Id, Input.Said(load, read.Value.Papers), cancel);
        if (!saved.Succeeded)
        {
            await ReadAsync(cancel);
            AskForFilesAgain(read.Value);
            return this.Refuse(saved.Refusals);
        }

        await zone.RunAsync(await viewer.GetAsync(), Event.Id, ReaderZone.Of(Request)?.Id, cancel);
        this.Flash(Say(saved.Value, read.Value.Problems));
        var check = saved.Value.Added.Where(paper => paper.Source == PastPaperSource.Pdf).Select(paper => paper.Id).ToArray();
        return RedirectToPage(null, null, new { slug = Event.Slug, check }, check.Length > 0 ? "papers" : null);
    }

    /// <summary>Nothing is saved while something would be left out unseen; the text of files that were chosen now stands in the box, so that it can be mended there.</summary>
    private PageResult Complain(PastPapersRead read)
    {
        Understood = read;
        Input.PastPapers = read.Text;
        ModelState.Remove("Input.PastPapers");
        foreach (var complaint in read.Complaints.Take(20))
        {
            ModelState.AddModelError("Input.PastPapers", $"Line {complaint.Line}: {complaint.Sentence}");
        }

        ModelState.AddModelError("Input.LeaveOut", "Nothing is saved yet. Mend the text above, or tick this box.");
        return this.Invalid();
    }

    /// <summary>No browser keeps chosen files in a form that comes back. What stood in BibTeX files is in the box.</summary>
    private void AskForFilesAgain(PastPapersRead read)
    {
        if (read.Problems.Count > 0 || read.Papers.Any(paper => paper.Source == PastPaperSource.Pdf))
        {
            ModelState.AddModelError("Input.Files", "Choose your PDFs again.");
        }
    }

    private static string Say(PastPapersAdded added, IReadOnlyList<string> problems)
    {
        List<string> words = ["Saved."];
        if (added.Added.Count > 0)
        {
            words.Add(added.Added.Count == 1 ? "One past paper is new." : $"{added.Added.Count} past papers are new.");
        }

        if (added.Completed.Count > 0)
        {
            words.Add(added.Completed.Count == 1 ? "One that was there is more complete now." : $"{added.Completed.Count} that were there are more complete now.");
        }

        if (added.Known > 0)
        {
            words.Add(added.Known == 1 ? "One was there already." : $"{added.Known} were there already.");
        }

        return string.Join(' ', words.Concat(problems));
    }

    private async Task<Reviewer> ReadAsync(CancellationToken cancel)
    {
        var who = await viewer.GetAsync();
        var mine = who.ReviewerIds.ToArray();
        var reviewer = await db.Reviewers.AsNoTracking().Include(r => r.Topics).Include(r => r.PastPapers).Include(r => r.CoauthorCorrections).AsSplitQuery()
            .SingleAsync(r => r.EventId == Event.Id && mine.Contains(r.Id), cancel);
        Papers = [.. reviewer.PastPapers.OrderBy(paper => paper.Position).ThenBy(paper => paper.Id)];
        Coauthors = Domain.Reviewing.Coauthors.Of([.. Papers.Select(paper => Domain.Reviewing.Coauthors.Of(paper, who.Name)), .. await LoadOwnListsAsync(who, cancel)], reviewer.CoauthorCorrections);
        Terms = await matching.TermsOfAsync(Event.Id, reviewer.Id, MostTerms, cancel);
        return reviewer;
    }

    /// <summary>
    /// Author lists of submissions, at any event here, in which the reviewer stands under a confirmed address: to them these lists are no secret. Nobody else's list is looked at.
    /// </summary>
    private async Task<IEnumerable<SharedPaper>> LoadOwnListsAsync(Viewer who, CancellationToken cancel)
    {
        var (confirmed, known) = (who.ConfirmedEmails.ToArray(), who.KnownEmails.ToArray());
        var lists = await db.Submissions
            .Where(s => s.SubmittedAt != null && s.Authors.Any(author =>
                confirmed.Contains(author.NormalizedEmail) && !s.Disavowals.Any(disavowal => disavowal.NormalizedEmail == author.NormalizedEmail && disavowal.TakenBackAt == null)))
            .OrderBy(s => s.SubmittedAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.Title,
                Event = db.Events.Where(e => e.Id == s.EventId).Select(e => new { e.Name, e.StartsOn }).Single(),
                Others = s.Authors.Where(author => !known.Contains(author.NormalizedEmail)).OrderBy(author => author.Position).Select(author => author.Name).ToList(),
            })
            .AsSplitQuery()
            .ToListAsync(cancel);
        return lists.Select(list => new SharedPaper(
            [.. list.Others.Where(name => NameKey.Compare(name, who.Name) != NameMatch.Same)], list.Event.StartsOn.Year, $"“{list.Title}”, submitted to {list.Event.Name}", WasSubmittedHere: true));
    }

    public IReadOnlyList<TermWeight> TermsOf(PastPaper paper) =>
        Terms?.PastPapers.FirstOrDefault(terms => terms.Id == EventMatching.Id(paper.Id)) is { } terms ? [.. terms.Terms.Take(MostTermsOfPaper)] : [];

    public sealed class ExpertiseForm
    {
        public IList<Guid> TopicIds { get; set; } = [];

        /// <summary>New ones, as text.</summary>
        public string? PastPapers { get; set; }

        /// <summary>PDFs and BibTeX.</summary>
        public IList<IFormFile>? Files { get; set; }

        /// <summary>What was not understood is left out.</summary>
        public bool LeaveOut { get; set; }

        public string? MaxLoad { get; set; }

        /// <summary>Somebody whom no list shows.</summary>
        public string? Coauthor { get; set; }

        /// <summary>Found, but no co-author: the button beside the name.</summary>
        public string? SetAside { get; set; }

        /// <summary>A co-author after all.</summary>
        public string? TakeBack { get; set; }

        /// <summary>Named by the reviewer, and named no more.</summary>
        public string? Unname { get; set; }

        /// <summary>What the page showed, so that an old page takes nothing back that was said elsewhere since.</summary>
        public IList<Guid> WasTopicIds { get; set; } = [];

        public string? WasMaxLoad { get; set; }

        public Expertise Said(int? load, IReadOnlyList<NewPastPaper> papers) =>
            new([.. TopicIds], load, papers, [.. Words()]) { TopicIdsBefore = [.. WasTopicIds], KeepsMaxLoad = (MaxLoad ?? "").Trim() == (WasMaxLoad ?? "").Trim() };

        private IEnumerable<CoauthorWord> Words()
        {
            if (!string.IsNullOrWhiteSpace(Coauthor))
            {
                yield return new CoauthorWord(Coauthor, IsNone: false, IsFound: false);
            }

            if (!string.IsNullOrWhiteSpace(SetAside))
            {
                yield return new CoauthorWord(SetAside, IsNone: true, IsFound: true);
            }

            if (!string.IsNullOrWhiteSpace(TakeBack))
            {
                yield return new CoauthorWord(TakeBack, IsNone: false, IsFound: true);
            }

            if (!string.IsNullOrWhiteSpace(Unname))
            {
                yield return new CoauthorWord(Unname, IsNone: true, IsFound: false);
            }
        }
    }
}
