using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Data.Reviewing;
using Workshop.Data.Submissions;
using Workshop.Domain.Decisions;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Data;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>
/// The policy is written twice, as a rule in the Domain and as SQL in Data. This walks every combination of role × ownership × conflict × phase and
/// proves that the two say the same, with all submissions in one database, so that a leak from one to another would show.
/// </summary>
public sealed class VisibilityTests : IClassFixture<WorkshopApp>
{
    private readonly WorkshopApp _app;

    public VisibilityTests(WorkshopApp app) => _app = app;

    private enum Tie
    {
        None,
        Owner,
        NobodysButStrangers,
        AuthorByConfirmedEmail,
        AuthorByUnconfirmedEmail,
        AuthorByInvitedEmail,
        ListedButDisavowed,
        ListedOnceButDisavowed,
        DeclaredConflict,
    }

    private enum Stage
    {
        CallOpen,
        Closed,

        /// <summary>Released, and the undo window is not over: nothing may differ from <see cref="Closed"/>.</summary>
        ReleaseWaits,
        DecisionsReleased,
        ProgrammeReleased,
    }

    [Fact]
    public async Task The_rule_and_the_query_agree_for_every_viewer_submission_and_part()
    {
        var cancel = TestContext.Current.CancellationToken;
        // The policy is to hold whatever rows there are: whoever was assigned may become an author afterwards, by a corrected author list or a new address.
        await OwnPaperTrigger.DropAsync(_app);
        var stranger = await _app.PersonAsync("Stranger", "stranger@elsewhere.example");
        var person = await _app.PersonAsync("Person", "person@uni.example", "second@other.example");
        await _app.QueryAsync(async db =>
        {
            var tracked = await db.People.Include(p => p.Emails).SingleAsync(p => p.Id == person.Id, cancel);
            tracked.AddEmail(Given.Email("claimed@third.example"), _app.Clock.Now);
            return await db.SaveChangesAsync(cancel);
        });
        var file = StoredFile.Of([1, 2, 3], _app.Clock.Now);
        await _app.SeedAsync(file);

        var now = WorkshopApp.Start.AddDays(45);
        var expected = new List<(Guid EventId, Guid SubmissionId, SubmissionFacts Facts)>();
        foreach (var stage in Enum.GetValues<Stage>())
        {
            foreach (var blind in new[] { true, false })
            {
                foreach (var (organizer, reviewer) in new[] { (false, false), (true, false), (false, true), (true, true) })
                {
                    await SeedEventAsync(stage, blind, organizer, reviewer, person, stranger, file, now, expected);
                }
            }
        }

        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var seen = 0;
        var organized = (await db.LoadViewerAsync(person.Id, cancel)).OrganizerOf;
        var withoutAccount = Viewer.Anonymous with { ConfirmedEmails = ["second@other.example"], KnownEmails = ["second@other.example"], OrganizerOf = organized };
        foreach (var viewer in new[] { Viewer.Anonymous, withoutAccount, await db.LoadViewerAsync(person.Id, cancel) })
        {
            foreach (var part in Enum.GetValues<SubmissionPart>())
            {
                var byQuery = await db.Submissions.VisibleTo(viewer, part, now).Select(submission => submission.Id).ToListAsync(cancel);
                var byRule = expected
                    .Where(row => SubmissionVisibility.MaySee(viewer, viewer.IsSignedIn ? row.Facts : row.Facts with { HasDeclaredConflict = false, IsAssignedReviewer = false }, part))
                    .Select(row => row.SubmissionId)
                    .ToHashSet();
                Assert.Equal(byQuery.Count, byQuery.Distinct().Count());
                Assert.True(byRule.SetEquals(byQuery), $"{part} for {(viewer.IsSignedIn ? "the person" : viewer.OrganizerOf.Count > 0 ? "an organizer without account" : "a visitor")}: the rule gives {byRule.Count}, the query {byQuery.Count}.");
                seen += byRule.Count;
            }
        }

        // Reminders ask for everybody's desk at once, without a viewer: the same papers, but for what is decided.
        var reviewing = await db.LoadViewerAsync(person.Id, cancel);
        var mine = reviewing.ReviewerIds.ToArray();
        var desk = db.Submissions.VisibleTo(reviewing, SubmissionPart.ReviewDesk, now);
        var onDesk = await db.ReviewAssignments
            .Where(assignment => assignment.RemovedAt == null && mine.Contains(assignment.ReviewerId) && desk.Any(s => s.Id == assignment.SubmissionId)
                && !db.Decisions.Any(decision => decision.SubmissionId == assignment.SubmissionId && decision.ReleasedAt != null))
            .Select(assignment => assignment.Id)
            .ToListAsync(cancel);
        var open = await db.OpenReviews().Where(assignment => mine.Contains(assignment.ReviewerId)).Select(assignment => assignment.Id).ToListAsync(cancel);
        Assert.NotEmpty(open);
        Assert.Equal(onDesk.Order(), open.Order());

        Assert.Equal(5 * 2 * 4 * 9 * 3 * 2, expected.Count);
        Assert.True(seen > 500, "Nothing was there to be seen.");
    }

    /// <summary>The sentence that must never be false, said once without any reference to how the policy is written.</summary>
    [Fact]
    public void Nobody_manages_or_reviews_their_own_submission()
    {
        var person = Guid.NewGuid();
        var e = Guid.NewGuid();
        var viewer = new Viewer(person, "P", true, ["p@x.example"], ["p@x.example", "q@y.example"], [e], [Guid.NewGuid()], [e]);
        var facts = new SubmissionFacts(e, Guid.NewGuid(), ["someone@z.example"], SubmissionState.Submitted, false, true, false, false, true, false, true);

        Assert.True(SubmissionVisibility.MaySee(viewer, facts, SubmissionPart.Management));
        Assert.False(SubmissionVisibility.MaySee(viewer, facts with { OwnerId = person }, SubmissionPart.Management));
        Assert.False(SubmissionVisibility.MaySee(viewer, facts with { AuthorEmails = ["p@x.example"] }, SubmissionPart.Management));
        Assert.False(SubmissionVisibility.MaySee(viewer, facts with { AuthorEmails = ["q@y.example"] }, SubmissionPart.Management));
        Assert.False(SubmissionVisibility.MaySee(viewer, facts with { OwnerId = person }, SubmissionPart.ReviewDesk));
        Assert.False(SubmissionVisibility.MaySee(viewer, facts with { AuthorEmails = ["p@x.example"] }, SubmissionPart.ReviewDesk));
        Assert.False(SubmissionVisibility.MaySee(viewer, facts with { HasDeclaredConflict = true }, SubmissionPart.Content));
    }

    private async Task SeedEventAsync(
        Stage stage, bool blind, bool organizer, bool reviewer, Person person, Person stranger, StoredFile file, DateTimeOffset now,
        List<(Guid EventId, Guid SubmissionId, SubmissionFacts Facts)> expected)
    {
        var name = $"Event {stage} {(blind ? "blind" : "open")} {(organizer ? "o" : "")}{(reviewer ? "r" : "")}";
        var closes = stage == Stage.CallOpen ? now.AddDays(5) : now.AddDays(-5);
        var e = Given.Event(Given.Settings(name) with { DoubleBlind = blind, SubmissionsClose = closes, ReviewsDue = closes.AddDays(20) });
        if (stage >= Stage.ReleaseWaits)
        {
            e.ReleaseDecisions(stage == Stage.ReleaseWaits ? now.AddMinutes(5) : now.AddDays(-1));
        }

        if (stage >= Stage.ProgrammeReleased)
        {
            e.ReleaseProgramme(now.AddDays(-1));
        }

        var rows = new List<object> { e };
        if (organizer)
        {
            rows.Add(Given.Organizer(e, "person@uni.example"));
        }

        var reviewerRow = Given.Reviewer(e, person, "invited@fourth.example");
        if (reviewer)
        {
            rows.Add(reviewerRow);
        }

        var session = Session.Create(e.Id, new SessionContent("Talks", SessionKind.Talks, e.Timeline.Begins.AddHours(9), e.Timeline.Begins.AddHours(12), "Room 1", "")).Value!;
        rows.Add(session);
        var onProgramme = new List<Guid>();
        var number = 0;
        foreach (var tie in Enum.GetValues<Tie>())
        {
            foreach (var state in Enum.GetValues<SubmissionState>())
            {
                foreach (var accepted in new[] { true, false })
                {
                    var authorEmail = tie switch
                    {
                        Tie.AuthorByConfirmedEmail or Tie.ListedButDisavowed or Tie.ListedOnceButDisavowed => "second@other.example",
                        Tie.AuthorByUnconfirmedEmail => "claimed@third.example",
                        Tie.AuthorByInvitedEmail => "invited@fourth.example",
                        _ => "stranger@elsewhere.example",
                    };
                    var owner = tie == Tie.Owner ? person : stranger;
                    Guid? ownerId = tie == Tie.NobodysButStrangers ? null : owner.Id;
                    var submission = Given.Submitted(e, ++number, owner, file, $"Title {number}", ("An Author", authorEmail));
                    if (state == SubmissionState.Draft)
                    {
                        submission = Submission.Start(Guid.NewGuid(), e.Id, number, ownerId, Given.Content($"Title {number}", ("An Author", authorEmail)), WorkshopApp.Start).Value!;
                    }
                    else if (state == SubmissionState.Withdrawn)
                    {
                        submission.Withdraw(WorkshopApp.Start);
                    }

                    if (tie == Tie.NobodysButStrangers && state != SubmissionState.Draft)
                    {
                        submission = Submission.Import(
                            e.Id, number, $"other/{number}", Given.Content($"Title {number}", ("An Author", authorEmail)), state == SubmissionState.Withdrawn, WorkshopApp.Start, WorkshopApp.Start).Value!;
                    }

                    if (tie is Tie.ListedButDisavowed or Tie.ListedOnceButDisavowed)
                    {
                        Assert.True(submission.Disavow(authorEmail, false, now).Value);
                    }

                    if (tie == Tie.ListedOnceButDisavowed && state == SubmissionState.Submitted)
                    {
                        // An organizer took the address off the list: it stays a conflict.
                        authorEmail = "stranger@elsewhere.example";
                        Assert.True(submission.Edit(Given.Content($"Title {number}", ("An Author", authorEmail)), submission.Revision, CallForm.Untouched(e.Id), now).Succeeded);
                    }

                    rows.Add(submission);
                    if (tie == Tie.DeclaredConflict)
                    {
                        rows.Add(new Conflict { EventId = e.Id, SubmissionId = submission.Id, PersonId = person.Id, Source = ConflictSource.DeclaredByReviewer, Note = "", RecordedBy = person.Id, RecordedAt = now });
                    }

                    var assigned = reviewer && accepted;
                    if (assigned)
                    {
                        rows.Add(new ReviewAssignment { EventId = e.Id, SubmissionId = submission.Id, ReviewerId = reviewerRow.Id, AssignedAt = now });
                    }

                    var decided = stage >= Stage.DecisionsReleased;
                    var decision = Decision.Stage(e.Id, submission.Id, accepted ? DecisionOutcome.Talk : DecisionOutcome.Reject, "", stranger.Id, now);
                    if (stage >= Stage.ReleaseWaits)
                    {
                        decision.Release(decided ? now.AddDays(-1) : now.AddMinutes(5));
                    }

                    rows.Add(decision);
                    if (accepted)
                    {
                        onProgramme.Add(submission.Id);
                        _ = session.AddSlot(new SlotContent(submission.Id, null, "", "", "", 15));
                    }

                    expected.Add((e.Id, submission.Id, new SubmissionFacts(
                        e.Id, ownerId, [authorEmail], state, tie == Tie.DeclaredConflict, assigned, decided, accepted && decided, blind, stage >= Stage.ProgrammeReleased, stage != Stage.CallOpen)
                    {
                        HasReleasedAcceptance = accepted && decided,
                        DisavowedBy = tie is Tie.ListedButDisavowed or Tie.ListedOnceButDisavowed ? ["second@other.example"] : [],
                    }));
                }
            }
        }

        if (stage >= Stage.ProgrammeReleased)
        {
            rows.Add(Given.Version(e, stranger, onProgramme));
        }

        await _app.SeedAsync([.. rows]);
    }
}
