using System.Net;
using System.Text;
using Ical.Net.CalendarComponents;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Features.Programme;

namespace Workshop.IntegrationTests.Programme;

public sealed class ReleasingTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_first_version_tells_the_authors_of_everything_in_it_when_and_where()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1, 2);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);

        var page = await otto.GetDocumentAsync($"{world.Build}/release");
        var shown = page.QuerySelector("table")!.TextContent;
        using var answer = await otto.SubmitFormAsync(page, $"{world.Build}/release", new Dictionary<string, string?> { ["Input.Name"] = "Preliminary", ["Input.Note"] = "Times may still change." });

        Assert.Equal((HttpStatusCode.Redirect, world.Public), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var mails = await MailsAsync();
        Assert.Equal(
            [(MailKinds.Placed, 1, "anna@uni.example"), (MailKinds.Placed, 1, "bo0@uni.example"), (MailKinds.Placed, 2, "bo1@uni.example"), (MailKinds.Placed, 2, ProgrammeWorld.Otto)],
            mails.Select(mail => (mail.Kind, world.Submissions.Single(s => s.Id == mail.SubmissionId).Number, mail.ToAddress)));
        var anna = mails[0];
        Assert.Contains("Thu 10 June 2027, 09:00–09:20 Copenhagen time\n    In the session “Foundations”, Hall, chaired by Carla Chair", anna.Body, StringComparison.Ordinal);
        Assert.Contains("Anna van den Berg presents it.", anna.Body, StringComparison.Ordinal);
        var entry = Entry(anna);
        Assert.Equal(($"{world.Event.Id:n}-p1@workshop", 1, "Paper 1 on $n^2$ <b>"), (entry.Uid, entry.Sequence, entry.Summary));
        Assert.Equal(new DateTime(2027, 6, 10, 7, 0, 0, DateTimeKind.Utc), entry.Start!.AsUtc);

        // What was shown before is what went: of their own paper, which organizers keep away from, only how many.
        Assert.Contains("Anna van den Berg, Bo Second", shown, StringComparison.Ordinal);
        Assert.Contains(anna.Body.Trim(), page.QuerySelector("pre.mail")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 authors", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("bo1", page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(("Preliminary", "Times may still change.", 1, true), await _app.QueryAsync(db => db.ProgrammeVersions.Select(version => new ValueTuple<string, string, int, bool>(version.Name, version.Note, version.Number, version.IsCurrent)).SingleAsync()));
    }

    [Fact]
    public async Task Moving_one_session_tells_only_the_authors_in_it()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        var moved = await world.SessionAsync("Applications", SessionKind.Talks, 11, 2);
        await ReleaseAsync(world);
        await ForgetMailsAsync();
        await ShiftAsync(moved.Id, hours: 1, room: "Room 2");

        await ReleaseAsync(world);

        var mails = await MailsAsync();
        Assert.Equal([(MailKinds.Moved, "bo1@uni.example"), (MailKinds.Moved, ProgrammeWorld.Otto)], mails.Select(mail => (mail.Kind, mail.ToAddress)));
        Assert.Contains("- Moved from 11:00 to 12:00.\n- In Room 2 instead of Hall.", mails[0].Body, StringComparison.Ordinal);
        var entry = Entry(mails[0]);
        Assert.Equal(($"{world.Event.Id:n}-p2@workshop", 2, new DateTime(2027, 6, 10, 10, 0, 0, DateTimeKind.Utc)), (entry.Uid, entry.Sequence, entry.Start!.AsUtc));
    }

    [Fact]
    public async Task What_is_taken_out_is_cancelled_in_calendars_and_what_was_withdrawn_tells_nobody()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1, 2, 3);
        await ReleaseAsync(world);
        await ForgetMailsAsync();
        var (first, second) = (world.Id(1), world.Id(2));
        await _app.QueryAsync(db => db.Slots.Where(slot => slot.SubmissionId == first).ExecuteDeleteAsync());
        await WithdrawAsync(2);

        await ReleaseAsync(world);

        var mails = await MailsAsync();
        Assert.Equal([(MailKinds.Removed, "anna@uni.example"), (MailKinds.Removed, "bo0@uni.example")], mails.Where(mail => mail.Kind != MailKinds.Moved).Select(mail => (mail.Kind, mail.ToAddress)));
        Assert.DoesNotContain(mails, mail => mail.SubmissionId == second);
        var entry = Entry(mails.First(mail => mail.Kind == MailKinds.Removed));
        Assert.Equal(($"{world.Event.Id:n}-p1@workshop", 2, "CANCELLED"), (entry.Uid, entry.Sequence, entry.Status));
    }

    [Fact]
    public async Task Another_abstract_or_chair_tells_nobody()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        await ReleaseAsync(world);
        await ForgetMailsAsync();
        await _app.QueryAsync(db => db.Submissions.Where(s => s.Number == 1).ExecuteUpdateAsync(set => set.SetProperty(s => s.Abstract, "A better abstract.")));
        await _app.QueryAsync(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(s => s.Chair, "Dora Chair")));

        await ReleaseAsync(world);

        Assert.Empty(await MailsAsync());
        Assert.Equal(2, await _app.QueryAsync(db => db.ProgrammeVersions.CountAsync()));
    }

    [Fact]
    public async Task What_a_quiet_version_changed_is_told_with_the_next_that_tells()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var first = await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        var second = await world.SessionAsync("Applications", SessionKind.Talks, 13, 3);
        await ReleaseAsync(world);
        await ForgetMailsAsync();
        await ShiftAsync(first.Id, 1);
        await ReleaseAsync(world, tells: false);
        Assert.Empty(await MailsAsync());

        await ShiftAsync(second.Id, 1);
        await ReleaseAsync(world);

        Assert.Equal(["anna@uni.example", "anna@uni.example", "bo0@uni.example", "bo2@uni.example"], (await MailsAsync()).Select(mail => mail.ToAddress).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_organizers_who_publish_at_once_one_is_told_to_look_again()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        var page = await otto.GetDocumentAsync($"{world.Build}/release");

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => otto.SubmitFormAsync(page, $"{world.Build}/release", new Dictionary<string, string?>())));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(1, await _app.QueryAsync(db => db.ProgrammeVersions.CountAsync()));
        Assert.Equal(2, (await MailsAsync()).Count);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task A_draft_that_changed_after_it_was_shown_is_not_published()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        var session = await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        using var otto = await _app.SignedInAsync(ProgrammeWorld.Otto);
        var page = await otto.GetDocumentAsync($"{world.Build}/release");
        await ShiftAsync(session.Id, 1);

        using var answer = await otto.SubmitFormAsync(page, $"{world.Build}/release", new Dictionary<string, string?> { ["Input.Name"] = "Mine" });

        var refused = await answer.DocumentAsync();
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("Mine", refused.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
        using var again = await otto.SubmitFormAsync(refused, $"{world.Build}/release", new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task Nothing_is_published_while_an_acceptance_in_it_is_not_released()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1, 5);

        var released = await RunAsync(world, new ProgrammeRelease(true));

        Assert.Equal("programme.staged", released.Refusal!.Code);
        Assert.Empty(await MailsAsync());
        Assert.Equal(0, await _app.QueryAsync(db => db.ProgrammeVersions.CountAsync()));
    }

    [Fact]
    public async Task A_hidden_programme_that_did_not_change_comes_back_as_it_was()
    {
        var world = await ProgrammeWorld.MakeAsync(_app);
        await world.SessionAsync("Foundations", SessionKind.Talks, 9, 1);
        await ReleaseAsync(world);
        await ForgetMailsAsync();

        Assert.Equal("programme.unchanged", (await RunAsync(world, new ProgrammeRelease(true))).Refusal!.Code);
        Assert.True((await RunAsync(world, new ProgrammeRelease(false))).Succeeded);
        Assert.Null(await _app.QueryAsync(db => db.Events.Select(e => e.ProgrammeReleased).SingleAsync()));
        Assert.True((await RunAsync(world, new ProgrammeRelease(true))).Succeeded);

        Assert.NotNull(await _app.QueryAsync(db => db.Events.Select(e => e.ProgrammeReleased).SingleAsync()));
        Assert.Equal(1, await _app.QueryAsync(db => db.ProgrammeVersions.CountAsync()));
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task The_page_asks_as_often_for_three_items_as_for_one()
    {
        Assert.Equal(await CountAsync(1), await CountAsync(1, 2, 3));

        async Task<int> CountAsync(params int[] numbers)
        {
            using var app = new WorkshopApp();
            var counter = QueryCounter.Watch(app);
            var world = await ProgrammeWorld.MakeAsync(app);
            await world.SessionAsync("Talks", SessionKind.Talks, 9, numbers);
            using var otto = await app.SignedInAsync(ProgrammeWorld.Otto);
            return await counter.OfPageAsync(otto, $"{world.Build}/release");
        }
    }

    private async Task ReleaseAsync(ProgrammeWorld world, bool tells = true)
    {
        _app.Clock.Now = _app.Clock.Now.AddMinutes(1);
        Assert.Empty((await RunAsync(world, new ProgrammeRelease(true, TellsPeople: tells))).Refusals);
    }

    private async Task<Outcome<Done>> RunAsync(ProgrammeWorld world, ProgrammeRelease wanted)
    {
        var otto = await _app.QueryAsync(db => db.People.Where(person => person.Name == "Otto Organizer").Select(person => person.Id).SingleAsync());
        var viewer = Viewer.Anonymous with { PersonId = otto, OrganizerOf = [world.Event.Id] };
        return await _app.InScopeAsync<ReleaseProgramme, Outcome<Done>>(release => release.RunAsync(viewer, world.Event.Id, wanted, CancellationToken.None));
    }

    private Task<int> ShiftAsync(Guid session, int hours, string room = "Hall") => _app.QueryAsync(async db =>
    {
        var starts = await db.Sessions.Where(s => s.Id == session).Select(s => s.StartsAt).SingleAsync();
        return await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(set => set.SetProperty(s => s.StartsAt, starts.AddHours(hours)).SetProperty(s => s.EndsAt, starts.AddHours(hours + 1)).SetProperty(s => s.Room, room));
    });

    private Task<int> WithdrawAsync(int number) => _app.QueryAsync(async db =>
    {
        (await db.Submissions.SingleAsync(s => s.Number == number)).Withdraw(_app.Clock.Now);
        return await db.SaveChangesAsync();
    });

    private Task<int> ForgetMailsAsync() => _app.QueryAsync(db => db.OutgoingMails.ExecuteDeleteAsync());

    private Task<List<OutgoingMail>> MailsAsync() => _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Include(mail => mail.Attachments)
        .Where(mail => mail.Kind.StartsWith("programme."))
        .OrderBy(mail => db.Submissions.Where(s => s.Id == mail.SubmissionId).Select(s => s.Number).First()).ThenBy(mail => mail.NormalizedTo).ToListAsync());

    private static CalendarEvent Entry(OutgoingMail mail)
    {
        var attachment = Assert.Single(mail.Attachments);
        Assert.Equal("text/calendar; charset=utf-8; method=PUBLISH", attachment.MediaType);
        return Assert.Single(StrictCalendar.Read(Encoding.UTF8.GetString(attachment.Content)));
    }
}
