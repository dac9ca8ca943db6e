using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Assignment;
using Workshop.Web.Features.Decisions;
using Workshop.Web.Features.Reviews;
using Workshop.Web.Features.Shared;
using Workshop.Web.Features.Submissions;
using Workshop.Web.Platform.Jobs;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Commands.Demo;

/// <summary>
/// Lets the demo's event happen, through the same use cases as the pages, on a clock that starts in the past. So everything is there that would be:
/// receipts, mails, log entries, job runs, files.
/// </summary>
internal sealed partial class DemoEvent(IServiceProvider services, DemoClock clock, DemoStage stage)
{
    public const string Password = "interpretable";

    private const int Posters = 11;
    private const int Talks = 10;

    private readonly DateTimeOffset _real = clock.GetUtcNow();

#pragma warning disable CA5394 // Nothing here is secret: the same demo each time is the point.
    private readonly Random _random = new(20);
#pragma warning restore CA5394

    private readonly List<Guid> _people = [];

    private Guid _eventId;

    /// <summary>Days from today to the submission deadline: negative when it is over.</summary>
    private int Deadline => stage switch
    {
        DemoStage.Call => 10,
        DemoStage.Review => -6,
        DemoStage.Decision => -25,
        _ => -60,
    };

    public async Task HappenAsync(CancellationToken cancel)
    {
        At(Deadline - 30);
        await AddPeopleAsync(cancel);
        await AddEventAsync(cancel);
        await InviteAsync(cancel);
        await SubmitAsync(cancel);
        if (stage >= DemoStage.Review)
        {
            At(Deadline + 2);
            await BidAsync(cancel);
            await AssignAsync(cancel);
            At(Deadline + 5);
            await ReviewAsync(cancel);
        }

        if (stage >= DemoStage.Decision)
        {
            At(Deadline + 23);
            await RespondAsync(cancel);
            await DiscussAsync(cancel);
            At(Deadline + 24);
            await DecideAsync(cancel);
        }

        if (stage == DemoStage.Programme)
        {
            At(Deadline + 26);
            await ConfirmAsync(cancel);
            await WriteFrontAsync(cancel);
            await BuildProgrammeAsync(cancel);
        }

        clock.Offset = TimeSpan.Zero;
    }

    private CallForm? _form;

    private void At(int days) => clock.Offset = TimeSpan.FromDays(days);

    private async Task AddPeopleAsync(CancellationToken cancel)
    {
        foreach (var demo in DemoContent.People)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
            var person = Person.Create(demo.Name, demo.Affiliation, clock.GetUtcNow());
            var email = Email(demo.Email);
            person.AddEmail(email, clock.GetUtcNow());
            Must(person.ConfirmEmail(email.Normalized, clock.GetUtcNow()));
            if (_people.Count == DemoContent.Organizers[0])
            {
                person.MakeAdministrator();
            }

            db.Add(person);
            await db.SaveChangesAsync(cancel);
            var account = Account.For(person.Id);
            account.Email = email.Address;
            account.EmailConfirmed = true;
            var created = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password);
            if (!created.Succeeded)
            {
                throw new InvalidOperationException(string.Join(' ', created.Errors.Select(error => error.Description)));
            }

            _people.Add(person.Id);
        }
    }

    private async Task AddEventAsync(CancellationToken cancel)
    {
        var zone = EventZone.Find("Europe/Copenhagen").Value!;
        var today = DateOnly.FromDateTime(_real.UtcDateTime);
        var day = today.AddDays(Deadline + 72);
        var closes = EventZone.AnywhereOnEarth.ToInstant(today.AddDays(Deadline).ToDateTime(new TimeOnly(23, 59))).Value;
        var settings = new EventSettings(
            $"{DemoContent.EventName} {day.Year}", day, day, DemoContent.Venue, zone, EventZone.AnywhereOnEarth, closes.AddDays(-35), closes, 15, closes.AddDays(21),
            2, 10, true, 3, 6, DemoContent.CallText, DemoContent.People[DemoContent.Organizers[0]].Email, DemoForm.TopicLines);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var e = Must(WorkshopEvent.Create(WorkshopEvent.SlugFor(settings.Name), settings, clock.GetUtcNow()));
        db.Add(e);
        foreach (var index in DemoContent.Organizers)
        {
            db.Add(Organizer.Add(e.Id, Email(DemoContent.People[index].Email), clock.GetUtcNow()));
        }

        var form = DemoForm.Make(e);
        db.Add(form);
        await db.SaveChangesAsync(cancel);
        _eventId = e.Id;
        _form = form;
    }

    private async Task InviteAsync(CancellationToken cancel)
    {
        var lines = string.Join('\n', DemoContent.Reviewers.Select(index => $"{DemoContent.People[index].Name} <{DemoContent.People[index].Email}>"));
        await UseAsync<InviteReviewers>(Chair, async (invite, organizer) => Must(await invite.RunAsync(organizer, _eventId, $"{lines}\nYael Ben-Shimon <yael@ramot.example>\nKofi Asante-Mensah <kofi@akosombo.example>", cancel)), cancel);
        var invitations = await QueryAsync(db => db.OutgoingMails.Where(mail => mail.EventId == _eventId && mail.IsPrivate).Select(mail => new { mail.NormalizedTo, mail.Body }).ToListAsync(cancel));
        for (var i = 0; i < DemoContent.Reviewers.Length; i++)
        {
            var index = DemoContent.Reviewers[i];
            var mail = invitations.Single(mail => mail.NormalizedTo == Email(DemoContent.People[index].Email).Normalized);
            var token = InvitationToken().Match(mail.Body).Groups["token"].Value;
            await UseAsync<AnswerInvitation>(index, async (answer, viewer) => Must(await answer.RunAsync(viewer, token, new InvitationAnswer(true), null, cancel)), cancel);

            // Everybody knows two topics; one reviewer in six gave no past papers, as happens, and one uploaded PDFs.
            int[] topics = [i % DemoContent.Topics.Length, ((i * 3) + 2) % DemoContent.Topics.Length];
            var papers = i % 6 == 5 ? [] : topics.Distinct().SelectMany(topic => DemoPastPapers.Of(topic, i, clock.GetUtcNow().Year)).ToList();
            var topicIds = await QueryAsync(db => db.Topics.Where(topic => topic.EventId == _eventId && topics.Contains(topic.Position)).Select(topic => topic.Id).ToListAsync(cancel));
            var chosen = i == 1 ? papers.ConvertAll(DemoPastPapers.AsPdf) : [];
            PastPapersRead? read = null;
            await UseAsync<ReadPastPapers>(index, async (reading, _) => read = Must(await reading.RunAsync(i == 1 ? "" : string.Join("\n\n", papers), chosen, cancel)), cancel);
            await UseAsync<DescribeExpertise>(index, async (describe, viewer) => Must(await describe.RunAsync(viewer, _eventId, new Expertise(topicIds, i == 4 ? 2 : null, read!.Papers, []), cancel)), cancel);
        }
    }

    /// <summary>Most reviewers look at the list, and say something about a third of it.</summary>
    private async Task BidAsync(CancellationToken cancel)
    {
        BidValue[] usual = [BidValue.Willing, BidValue.Eager, BidValue.Willing, BidValue.InAPinch, BidValue.Willing, BidValue.Eager, BidValue.InAPinch, BidValue.No];
        var papers = await QueryAsync(db => db.Submissions.Where(s => s.EventId == _eventId).OrderBy(s => s.Number).Select(s => s.Id).ToListAsync(cancel));
        foreach (var reviewer in DemoContent.Reviewers.Where((_, i) => i % 4 != 3))
        {
            var bids = papers.Where((_, at) => (at + reviewer) % 3 == 0).Select((paper, at) => new WishedBid(paper, usual[(at + reviewer) % usual.Length])).ToList();
            await UseAsync<PlaceBids>(reviewer, async (place, viewer) => Must(await place.RunAsync(viewer, _eventId, bids, cancel)), cancel);
        }
    }

    private async Task SubmitAsync(CancellationToken cancel)
    {
        var topicIds = await QueryAsync(db => db.Topics.Where(topic => topic.EventId == _eventId).OrderBy(topic => topic.Position).Select(topic => topic.Id).ToListAsync(cancel));
        var count = stage == DemoStage.Call ? 15 : DemoContent.Abstracts.Length;
        for (var i = 0; i < count; i++)
        {
            // Most come in the last days, as everywhere.
            clock.Offset = TimeSpan.FromDays(Deadline - 12 + (12.0 * Math.Sqrt((i + 1.0) / (count + 1))) - (stage == DemoStage.Call ? 10 : 0));
            var demo = DemoContent.Abstracts[i];
            var isDraft = stage == DemoStage.Call && i % 6 == 5;
            var content = new SubmissionContent(
                demo.Title,
                demo.Text,
                [.. demo.Authors.Select((person, position) => new AuthorEntry(DemoContent.People[person].Name, DemoContent.People[person].Email, DemoContent.People[person].Affiliation, position == 0))],
                [.. demo.Topics.Select(topic => topicIds[topic])],
                (PresentationPreference)(i % 3),
                demo.PublishedIn is not null,
                demo.PublishedIn,
                demo.PublishedIn is null ? null : "https://journal.example/12/3");
            content = content with { TypeId = DemoForm.TypeOf(_form!, i), Answers = DemoForm.Answers(_form!, i) };
            var pdf = SimplePdf.Write(new SimplePdfText(Plain(demo.Title), "", Paragraphs(demo)) { Pages = isDraft ? 3 : 1 + (i % 2) });
            var request = new SaveRequest(_eventId, Guid.NewGuid(), 0, content, new Upload("abstract.pdf", pdf.Length, () => new MemoryStream(pdf)), !isDraft, clock.GetUtcNow());
            await UseAsync<SaveSubmission>(demo.Authors[0], async (save, author) =>
            {
                var saved = await save.RunAsync(author, request, cancel);
                if (!saved.Succeeded)
                {
                    throw new InvalidOperationException($"{demo.Title}: {saved.Refusals[0].Message}");
                }
            }, cancel);
        }
    }

    private async Task AssignAsync(CancellationToken cancel)
    {
        var run = Guid.Empty;
        await UseAsync<ProposeAssignment>(Chair, async (propose, organizer) => run = Must(await propose.RunAsync(organizer, _eventId, new AssignmentWish(3, 6), cancel)), cancel);
        await services.GetRequiredService<JobRunner>().RunAsync(run, cancel);
        var ended = await QueryAsync(db => db.JobRuns.SingleAsync(job => job.Id == run, cancel));
        if (ended.State != JobState.Succeeded)
        {
            throw new InvalidOperationException($"The assignment: {ended.Message}");
        }

        var proposal = await QueryAsync(db => db.AssignmentProposals.Where(proposal => proposal.JobRunId == run).Select(proposal => proposal.Id).SingleAsync(cancel));
        await UseAsync<PublishAssignment>(Chair, async (publish, organizer) => Must((await publish.RunAsync(organizer, _eventId, proposal, null, cancel))!), cancel);
    }

    private async Task ReviewAsync(CancellationToken cancel)
    {
        var assignments = await QueryAsync(db => (
            from assignment in db.ReviewAssignments
            join reviewer in db.Reviewers on assignment.ReviewerId equals reviewer.Id
            join submission in db.Submissions on assignment.SubmissionId equals submission.Id
            where assignment.EventId == _eventId
            orderby submission.Number, reviewer.NormalizedEmail
            select new { assignment.Id, submission.Number, PersonId = reviewer.PersonId!.Value }).ToListAsync(cancel));
        foreach (var assignment in assignments)
        {
            // The quality of an abstract is drawn once for all its reviewers, so that scores of one submission resemble each other.
            var quality = 2 + (assignment.Number * 7 % 5 * 0.8);
            var score = (int)Math.Clamp(Math.Round(quality + (_random.NextDouble() * 2.4) - 0.9), 1, 6);
            var place = _random.Next(DemoContent.ToAuthors.Length);
            var content = new ReviewContent(score, _random.Next(2, 5), DemoContent.ToAuthors[place], DemoContent.ToOrganizers[place]);
            var fate = stage == DemoStage.Review ? _random.NextDouble() : _random.NextDouble() * (stage == DemoStage.Decision ? 0.58 : 0.5);
            if (fate < 0.72)
            {
                var submit = fate < 0.55;
                await UseAsync<SaveReview>(_people.IndexOf(assignment.PersonId), async (save, reviewer) => Must((await save.RunAsync(reviewer, _eventId, assignment.Id, content, 0, submit, cancel))!), cancel);
            }
        }
    }

    private async Task DecideAsync(CancellationToken cancel)
    {
        // One minute to midnight, anywhere on Earth.
        DateTimeOffset EndOfDay(int days) => new(clock.GetUtcNow().UtcDateTime.Date.AddDays(days + 1).AddHours(12).AddMinutes(-1), TimeSpan.Zero);
        var terms = new DecisionTerms(DecisionSettings.DefaultUndoMinutes, Talks, 24, EndOfDay(14), EndOfDay(28), 4);
        await UseAsync<SaveDecisionSettings>(Chair, async (save, organizer) => Must(await save.RunAsync(organizer, _eventId, 0, terms, cancel)), cancel);
        var ranked = await QueryAsync(async db =>
        {
            var scores = await db.Reviews.Where(review => review.SubmittedAt != null).Select(review => new { review.SubmissionId, review.Score }).ToListAsync(cancel);
            return scores.GroupBy(score => score.SubmissionId).OrderByDescending(group => group.Average(score => score.Score)).ThenBy(group => group.Key).Select(group => group.Key).ToList();
        });
        for (var rank = 0; rank < ranked.Count; rank++)
        {
            var outcome = rank < Talks ? DecisionOutcome.Talk : rank < Talks + Posters ? DecisionOutcome.Poster : DecisionOutcome.Reject;
            if (stage == DemoStage.Decision && rank % 2 == 1)
            {
                continue;
            }

            // An organizer never decides a submission of their own: whichever of the three may, does.
            foreach (var organizer in DemoContent.Organizers)
            {
                var viewer = await ViewerAsync(organizer, cancel);
                await using var scope = services.CreateAsyncScope();
                var staged = await scope.ServiceProvider.GetRequiredService<StageDecisions>().RunAsync(viewer, _eventId, [ranked[rank]], new DecisionChoice(outcome), cancel);
                if (staged.Succeeded)
                {
                    break;
                }
            }
        }

        if (stage == DemoStage.Programme)
        {
            var viewer = await ViewerAsync(Chair, cancel);
            await using var scope = services.CreateAsyncScope();
            var site = scope.ServiceProvider.GetRequiredService<SiteAddress>();
            var fingerprint = await QueryAsync(async db =>
                (await db.ReadReleasePreviewAsync(viewer, await db.Events.AsNoTracking().SingleAsync(e => e.Id == _eventId, cancel), site, clock.GetUtcNow(), cancel)).Fingerprint);
            await UseAsync<ReleaseDecisions>(Chair, async (release, organizer) => Must(await release.RunAsync(organizer, _eventId, fingerprint, cancel)), cancel);
        }
    }

    private static int Chair => DemoContent.Organizers[0];

    private async Task UseAsync<TUseCase>(int person, Func<TUseCase, Viewer, Task> act, CancellationToken cancel)
        where TUseCase : notnull
    {
        var viewer = await ViewerAsync(person, cancel);
        await using var scope = services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TUseCase>(), viewer);
    }

    private Task<Viewer> ViewerAsync(int person, CancellationToken cancel) => QueryAsync(db => db.LoadViewerAsync(_people[person], cancel));

    private async Task<T> QueryAsync<T>(Func<WorkshopDb, Task<T>> query)
    {
        await using var scope = services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<WorkshopDb>());
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"The demo was refused: {outcome.Refusal!.Message}");

    private static EmailAddress Email(string address) => Must(EmailAddress.Parse(address));

    /// <summary>The standard fonts of a PDF have no maths: the demo's papers show it as typed, without its dollars.</summary>
    private static string Plain(string text) => text.Replace("$", "", StringComparison.Ordinal);

    private static string[] Paragraphs(DemoAbstract demo) =>
    [
        Plain(demo.Text),
        "1. Introduction. The question goes back to the first attempts to say what a learned function does. We fix notation, recall what is known, and state the result. Throughout, all sets are finite and all functions bounded, which costs nothing and saves a page.",
        "2. Result. The statement above is made precise, with constants. The proof has two steps: a reduction to the symmetric case, and an exchange argument. Both are short; the second one is where the assumption is used, and an example shows that it cannot be dropped.",
        "3. Discussion. What remains open is the dependence on the dimension, and whether the bound is attained by a model that anybody would train. We would be glad to discuss this at the workshop.",
    ];

    [GeneratedRegex("/invitation/(?<token>[0-9a-f]{32})", RegexOptions.ExplicitCapture)]
    private static partial Regex InvitationToken();
}
