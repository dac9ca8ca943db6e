using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Data.Reviewing;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Data;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Discussion;

/// <summary>Who sees which review is written twice, as a rule in the Domain and as SQL in Data. This walks setting × phase × role × ownership × conflict × own review and proves that the two agree.</summary>
public sealed class ReviewVisibilityTests : IDisposable
{
    private static readonly DateTimeOffset Now = WorkshopApp.Start.AddDays(62);
    private static readonly DateTimeOffset SaidAt = Now.AddDays(-5);
    private static readonly DateTimeOffset SubmittedAt = Now.AddDays(-3);

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    private enum Tie
    {
        None,
        Owner,
        Author,
        Conflict,
    }

    private enum Own
    {
        None,
        Draft,
        Submitted,
        Removed,
    }

    private sealed record Paper(Guid Id, SubmissionFacts Facts, bool HasSubmittedOwn);

    private sealed record Written(Guid Id, Paper Paper, bool IsOwn, DateTimeOffset? SubmittedAt, DateTimeOffset? FirstMessageAt, bool IsActive, bool IsJudged);

    private sealed record Said(Guid Id, Paper Paper, DiscussionAudience Audience, bool IsOwn);

    private sealed class World
    {
        public required WorkshopEvent Event { get; init; }

        public List<Paper> Papers { get; } = [];

        public List<Written> Reviews { get; } = [];

        public List<Said> Messages { get; } = [];
    }

    [Fact]
    public async Task The_rule_and_the_query_agree_for_every_review_and_message()
    {
        var cancel = TestContext.Current.CancellationToken;
        await OwnPaperTrigger.DropAsync(_app);
        var person = await _app.PersonAsync("Person", "person@uni.example");
        var stranger = await _app.PersonAsync("Stranger", "stranger@elsewhere.example");
        var file = StoredFile.Of([1, 2, 3], _app.Clock.Now);
        await _app.SeedAsync(file);
        var worlds = new List<World>();
        foreach (var (organizer, reviewer) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            worlds.Add(await SeedAsync(organizer, reviewer, person, stranger, file));
        }

        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var viewer = await db.LoadViewerAsync(person.Id, cancel);
        var seen = new Dictionary<ReviewPart, int>();
        var heard = 0;
        foreach (var world in worlds)
        {
            foreach (var (settings, since) in AmongReviewers())
            {
                var rules = Rules(world.Event, settings, since);
                foreach (var part in new[] { ReviewPart.Content, ReviewPart.ToOrganizers, ReviewPart.ReviewerName })
                {
                    await CompareAsync(db, viewer, world, world.Event, rules, part, seen, cancel);
                }

                var readable = await db.DiscussionsOf(viewer, world.Event, rules, Now).ToListAsync(cancel);
                var mayRead = world.Papers.Where(paper => MayRead(viewer, world.Event, rules, paper)).Select(paper => paper.Id).ToHashSet();
                Assert.True(mayRead.SetEquals(readable), $"Discussions under {settings}: the rule gives {mayRead.Count}, the query {readable.Count}.");
                var shown = await db.MessagesShownTo(viewer, world.Event, rules, Now).Select(message => message.Id).ToListAsync(cancel);
                var byRule = world.Messages
                    .Where(message => rules.Discusses && MayRead(viewer, world.Event, rules, message.Paper) && (message.Audience == DiscussionAudience.Everybody || message.IsOwn || Manages(viewer, message.Paper)))
                    .Select(message => message.Id).ToHashSet();
                Assert.True(byRule.SetEquals(shown), $"Messages under {settings}: the rule gives {byRule.Count}, the query {shown.Count}.");
                heard += byRule.Count;
            }

            var released = await db.Events.AsNoTracking().SingleAsync(e => e.Id == world.Event.Id, cancel);
            released.ReleaseDecisions(Now);
            foreach (var (settings, since) in ForAuthors())
            {
                foreach (var e in new[] { world.Event, released })
                {
                    foreach (var part in new[] { ReviewPart.ForAuthors, ReviewPart.ScoreForAuthors, ReviewPart.NameForAuthors })
                    {
                        await CompareAsync(db, viewer, world, e, Rules(world.Event, settings, since), part, seen, cancel);
                    }
                }
            }
        }

        // There was something to leak each time.
        Assert.All(Enum.GetValues<ReviewPart>(), part => Assert.True(seen[part] > 20, $"{part} was hardly ever seen: {seen[part]}."));
        Assert.True(heard > 100, "Hardly a message was read.");
    }

    private static async Task CompareAsync(WorkshopDb db, Viewer viewer, World world, WorkshopEvent e, ReviewingRules rules, ReviewPart part, Dictionary<ReviewPart, int> seen, CancellationToken cancel)
    {
        var byQuery = await db.ReviewsShownTo(viewer, e, rules, part, Now).Select(review => review.Id).ToListAsync(cancel);
        var byRule = world.Reviews.Where(review => ReviewVisibility.MaySee(FactsOf(viewer, review, e), rules, part, e.ReviewsDue, Now)).Select(review => review.Id).ToHashSet();
        Assert.Equal(byQuery.Count, byQuery.Distinct().Count());
        Assert.True(byRule.SetEquals(byQuery), $"{part} in {e.Name} under {rules.Settings}: the rule gives {byRule.Count}, the query {byQuery.Count}.");
        seen[part] = seen.GetValueOrDefault(part) + byRule.Count;
    }

    private static bool Manages(Viewer viewer, Paper paper) => SubmissionVisibility.MaySee(viewer, paper.Facts, SubmissionPart.Management);

    private static bool MayRead(Viewer viewer, WorkshopEvent e, ReviewingRules rules, Paper paper) =>
        DiscussionAccess.MayRead(rules, Manages(viewer, paper), SubmissionVisibility.MaySee(viewer, paper.Facts, SubmissionPart.ReviewDesk), paper.HasSubmittedOwn, e.ReviewsDue, Now);

    private static ReviewFacts FactsOf(Viewer viewer, Written review, WorkshopEvent e) => new(
        Manages(viewer, review.Paper),
        SubmissionVisibility.MaySee(viewer, review.Paper.Facts, SubmissionPart.ReviewDesk),
        SubmissionVisibility.IsAuthor(viewer, review.Paper.Facts),
        review.IsOwn,
        review.Paper.HasSubmittedOwn,
        review.SubmittedAt is not null,
        review.SubmittedAt,
        review.FirstMessageAt,
        review.IsActive,
        review.Paper.Facts.State == SubmissionState.Withdrawn,
        review.Paper.Facts.DecisionReleased,
        review.Paper.Facts.DecisionReleased || e.DecisionsReleased <= Now) { IsJudged = review.IsJudged };

    /// <param name="since">When the rules were made, so that names hold from then on.</param>
    private static ReviewingRules Rules(WorkshopEvent e, ReviewingSettings settings, DateTimeOffset since)
    {
        var rules = ReviewingRules.Default(e.Id);
        Assert.Empty(rules.Change(e, settings, 0, false, since).Refusals);
        return rules;
    }

    private static IEnumerable<(ReviewingSettings Settings, DateTimeOffset Since)> AmongReviewers()
    {
        foreach (var others in Enum.GetValues<OthersReviews>())
        {
            foreach (var opens in new[] { Now, Now.AddTicks(1) })
            {
                yield return (ReviewingSettings.Default with { OthersReviews = others, Opening = DiscussionOpening.At, OpensAt = opens, NamesReviewers = others != OthersReviews.Never }, SaidAt.AddDays(-1));
            }
        }

        var open = ReviewingSettings.Default with { OthersReviews = OthersReviews.Always, Opening = DiscussionOpening.AtOnce };
        yield return (open, Now);
        yield return (open with { NamesReviewers = true, Discusses = false }, SaidAt.AddDays(1));
        yield return (open with { NamesReviewers = true, OthersReviews = OthersReviews.AfterOwn }, SubmittedAt.AddMilliseconds(1));
        yield return (ReviewingSettings.Default with { NamesReviewers = true }, SubmittedAt);
    }

    private static IEnumerable<(ReviewingSettings Settings, DateTimeOffset Since)> ForAuthors()
    {
        yield return (ReviewingSettings.Default, Now);
        yield return (ReviewingSettings.Default with { SignsReviews = true, ResponseOpens = Now, ResponseCloses = Now.AddDays(1) }, SubmittedAt);
        yield return (ReviewingSettings.Default with { SignsReviews = true, ResponseOpens = Now.AddDays(-1), ResponseCloses = Now, ResponseShowsScores = true }, SubmittedAt.AddMilliseconds(1));
        yield return (ReviewingSettings.Default with { ResponseOpens = Now.AddTicks(1), ResponseCloses = Now.AddDays(1), ResponseShowsScores = true }, Now);
    }

    private async Task<World> SeedAsync(bool organizer, bool reviewer, Person person, Person stranger, StoredFile file)
    {
        var e = Given.Event(Given.Settings($"Event {(organizer ? "o" : "")}{(reviewer ? "r" : "")}"));
        var world = new World { Event = e };
        var mine = Given.Reviewer(e, person, "person@uni.example");
        var others = Enumerable.Range(0, 5).Select(i => Reviewer.Invite(e.Id, $"Other {i}", Given.Email($"other{i}@x.example"), WorkshopApp.Start).Reviewer).ToList();
        var rows = new List<object> { e };
        rows.AddRange(others);
        if (organizer)
        {
            rows.Add(Given.Organizer(e, "person@uni.example"));
        }

        if (reviewer)
        {
            rows.Add(mine);
        }

        foreach (var tie in Enum.GetValues<Tie>())
        {
            foreach (var released in new[] { false, true })
            {
                foreach (var withdrawn in tie is Tie.None or Tie.Owner ? new[] { false, true } : [false])
                {
                    foreach (var own in !reviewer ? [Own.None] : tie == Tie.None ? Enum.GetValues<Own>() : [Own.None, Own.Submitted])
                    {
                        Add(world, rows, tie, released, withdrawn, own, mine, others, person, stranger, file);
                    }
                }
            }
        }

        await _app.SeedAsync([.. rows]);
        return world;
    }

    private static void Add(World world, List<object> rows, Tie tie, bool released, bool withdrawn, Own own, Reviewer mine, List<Reviewer> others, Person person, Person stranger, StoredFile file)
    {
        var e = world.Event;
        var email = tie == Tie.Author ? "person@uni.example" : "stranger@elsewhere.example";
        var owner = tie == Tie.Owner ? person : stranger;
        var number = world.Papers.Count + 1;
        var submission = Given.Submitted(e, number, owner, file, $"Title {number}", ("An Author", email));
        if (withdrawn)
        {
            submission.Withdraw(WorkshopApp.Start);
        }

        var isActive = own is Own.Draft or Own.Submitted;
        var paper = new Paper(
            submission.Id,
            new SubmissionFacts(e.Id, owner.Id, [email], withdrawn ? SubmissionState.Withdrawn : SubmissionState.Submitted, tie == Tie.Conflict, isActive, released, false, true, false, true),
            own == Own.Submitted);
        world.Papers.Add(paper);
        rows.Add(submission);
        if (tie == Tie.Conflict)
        {
            rows.Add(new Conflict { EventId = e.Id, SubmissionId = submission.Id, PersonId = person.Id, Source = ConflictSource.DeclaredByReviewer, Note = "", RecordedBy = person.Id, RecordedAt = SaidAt });
        }

        // A release that lies ahead is no release.
        if (released || number % 2 == 0)
        {
            var decision = Decision.Stage(e.Id, submission.Id, DecisionOutcome.Reject, "", stranger.Id, SubmittedAt);
            decision.Release(released ? Now.AddDays(-1) : Now.AddHours(1));
            rows.Add(decision);
        }

        var position = 0;
        void Say(Guid writer, Guid? assignment, DiscussionAudience audience, DateTimeOffset at, bool isOwn)
        {
            var message = DiscussionMessage.Post(Guid.NewGuid(), e.Id, submission.Id, writer, assignment, audience, "Words.", at).Value!;
            message.StandAt(++position);
            rows.Add(message);
            world.Messages.Add(new Said(message.Id, paper, audience, isOwn));
        }

        void Review(Reviewer reviewer, bool submits, bool removed, bool speaks, bool isOwn, bool judges = true)
        {
            var assignment = new ReviewAssignment { EventId = e.Id, SubmissionId = submission.Id, ReviewerId = reviewer.Id, AssignedAt = WorkshopApp.Start };
            rows.Add(assignment);
            var review = submits
                ? DiscussionWorld.Written(assignment, 4, "Words.", SubmittedAt)
                : Domain.Reviewing.Review.Start(assignment);
            if (!judges)
            {
                Assert.True(review.CannotJudge("Too far from me.", review.Revision, SubmittedAt).Succeeded);
            }

            rows.Add(review);
            if (removed)
            {
                assignment.Remove("Enough.", SubmittedAt);
            }

            if (speaks)
            {
                Say(isOwn ? person.Id : stranger.Id, assignment.Id, DiscussionAudience.Everybody, SaidAt, isOwn);
            }

            world.Reviews.Add(new Written(review.Id, paper, isOwn, submits ? SubmittedAt : null, speaks ? SaidAt : null, !removed, judges));
        }

        Review(others[0], submits: true, removed: false, speaks: false, isOwn: false);
        Review(others[1], submits: true, removed: false, speaks: true, isOwn: false);
        Review(others[2], submits: false, removed: false, speaks: false, isOwn: false);
        Review(others[3], submits: true, removed: true, speaks: false, isOwn: false);
        Review(others[4], submits: true, removed: false, speaks: false, isOwn: false, judges: false);
        Say(stranger.Id, null, DiscussionAudience.Organizers, SubmittedAt, false);
        if (own != Own.None)
        {
            Review(mine, own != Own.Draft, own == Own.Removed, own == Own.Submitted, isOwn: true);
            Say(person.Id, null, DiscussionAudience.Organizers, SubmittedAt, true);
        }
    }
}
