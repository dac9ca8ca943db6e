using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.IntegrationTests.Decisions;

public sealed class AfterDecisionTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_declined_place_goes_to_the_next_on_the_waiting_list_with_one_press()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(2, DecisionOutcome.Waitlist);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        await _app.PersonAsync("Boris Author", DecisionsWorld.Boris);
        using var boris = await _app.SignedInAsync(DecisionsWorld.Boris);
        using var carla = await _app.SignedInAsync(DecisionsWorld.Carla);
        var presentation = $"/e/{world.Event.Slug}/submissions/{world.Id(1)}/presentation";
        var waiting = $"/e/{world.Event.Slug}/submissions/{world.Id(2)}";
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(carla, presentation));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(carla, waiting + "/presentation"));

        // Who has not answered is reminded, once a day however often it is pressed.
        foreach (var _ in new[] { 1, 2 })
        {
            using var reminded = await otto.SubmitFormAsync(world.Decisions + "/answers", new Dictionary<string, string?>(), "form[action*='handler=Remind']");
            Assert.Equal(HttpStatusCode.Redirect, reminded.StatusCode);
            Assert.Equal(2, await _app.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.Kind == "decision.confirmation-due")));
        }

        // Boris confirms, then has to give the place back.
        var page = await boris.GetDocumentAsync(presentation);
        using var confirmed = await boris.SubmitFormAsync(page, presentation, new Dictionary<string, string?> { ["Input.Presenter"] = DecisionsWorld.Boris });
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        using var stale = await boris.SubmitFormAsync(page, presentation, new Dictionary<string, string?> { ["Input.Presenter"] = DecisionsWorld.Anna });
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Boris Author", MainText(await otto.GetDocumentAsync(world.Decisions + "/answers")), StringComparison.Ordinal);
        using var declined = await boris.SubmitFormAsync(presentation, new Dictionary<string, string?> { ["Reason"] = "A broken leg" }, "form:has([name=Reason])");
        Assert.Equal(HttpStatusCode.Redirect, declined.StatusCode);
        Assert.Equal(2, await _app.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.Kind == "decision.declined")));
        using var again = await boris.SubmitFormAsync(page, presentation, new Dictionary<string, string?> { ["Input.Presenter"] = DecisionsWorld.Boris });
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);

        Assert.Contains("1 place was given back", MainText(await otto.GetDocumentAsync(world.Root)), StringComparison.Ordinal);
        Assert.Contains("A broken leg", MainText(await otto.GetDocumentAsync(world.Decisions + "/answers")), StringComparison.Ordinal);
        var before = MainText(await carla.GetDocumentAsync(waiting + "/decision"));
        using var offered = await otto.SubmitFormAsync(world.Decisions + "/waitlist", new Dictionary<string, string?>(), ".notice form:has([name=place])");
        Assert.Equal(HttpStatusCode.Redirect, offered.StatusCode);
        Assert.DoesNotContain("given back", MainText(await otto.GetDocumentAsync(world.Root)), StringComparison.Ordinal);

        // While it can be undone Carla sees nothing of it, and cannot take it.
        Assert.Equal(before, MainText(await carla.GetDocumentAsync(waiting + "/decision")));
        using var undone = await otto.SubmitFormAsync(world.Decisions + "/waitlist", new Dictionary<string, string?>(), "form[action*='handler=Undo']");
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Equal(0, await _app.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.Kind == "decision.place-offered")));
        using var offeredAgain = await otto.SubmitFormAsync(world.Decisions + "/waitlist", new Dictionary<string, string?>(), ".notice form:has([name=place])");
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        await _app.DeliverMailAsync();
        var offer = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(mail => mail.Kind == "decision.place-offered"));
        Assert.Equal((DecisionsWorld.Carla, MailSent), (offer.ToAddress, offer.State));

        using var taken = await carla.SubmitFormAsync(waiting + "/decision", new Dictionary<string, string?>(), "form[action*='take=true']");
        Assert.Equal(waiting + "/presentation", taken.Headers.Location?.ToString());
        Assert.Equal(DecisionOutcome.Talk, (await world.DecisionsAsync()).Single(decision => decision.SubmissionId == world.Id(2)).Outcome);
        Assert.Contains("Accepted talk", MainText(await carla.GetDocumentAsync(waiting)), StringComparison.OrdinalIgnoreCase);

        // The programme asks for a place for #2 alone.
        var session = Session.Create(world.Event.Id, new SessionContent("Talks", SessionKind.Talks, world.Event.Timeline.Begins.AddHours(9), world.Event.Timeline.Begins.AddHours(12), "Room 1", "")).Value!;
        await _app.SeedAsync(session);
        Assert.Contains("Accepted, but in no session yet: #2.", MainText(await otto.GetDocumentAsync(world.Root + "/programme")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_can_be_declined_again_after_it_was_given_back_to_its_authors()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());
        using var anna = await _app.SignedInAsync(DecisionsWorld.Anna);
        var presentation = $"/e/{world.Event.Slug}/submissions/{world.Id(1)}/presentation";

        using var declined = await anna.SubmitFormAsync(presentation, new Dictionary<string, string?> { ["Reason"] = "No visa" }, "form:has([name=Reason])");
        using var reinstated = await otto.SubmitFormAsync(world.Decisions + "/answers", new Dictionary<string, string?>(), "form[action*='handler=Reinstate']");
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (declined.StatusCode, reinstated.StatusCode));
        Assert.Null(Assert.Single(await world.DecisionsAsync()).DeclinedAt);
        using var again = await anna.SubmitFormAsync(presentation, new Dictionary<string, string?> { ["Reason"] = "No visa after all" }, "form:has([name=Reason])");

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.NotNull(Assert.Single(await world.DecisionsAsync()).DeclinedAt);
        Assert.Equal(4, await _app.QueryAsync(db => db.OutgoingMails.CountAsync(mail => mail.Kind == "decision.declined")));
    }

    [Fact]
    public async Task An_offer_that_nobody_answers_is_closed_and_its_place_is_free_again()
    {
        var world = await DecisionsWorld.MakeAsync(_app, undoMinutes: 10);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(2, DecisionOutcome.Waitlist);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        using var anna = await _app.SignedInAsync(DecisionsWorld.Anna);
        using var carla = await _app.SignedInAsync(DecisionsWorld.Carla);
        using var declined = await anna.SubmitFormAsync($"/e/{world.Event.Slug}/submissions/{world.Id(1)}/presentation", new Dictionary<string, string?>(), "form:has([name=Reason])");
        using var offered = await otto.SubmitFormAsync(world.Decisions + "/waitlist", new Dictionary<string, string?>(), ".notice form:has([name=place])");
        Assert.Equal(world.Id(1), await _app.QueryAsync(db => db.PlaceOffers.Select(offer => offer.ReplacesSubmissionId).SingleAsync()));
        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        var page = await carla.GetDocumentAsync(world.Released(2));

        using var closed = await otto.SubmitFormAsync(world.Decisions + "/waitlist", new Dictionary<string, string?>(), "form[action*='handler=Close']");

        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Equal(DecisionsWorld.Carla, await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Kind == "decision.place-closed").Select(mail => mail.ToAddress).SingleAsync()));
        using var late = await carla.SubmitFormAsync(page, world.Released(2), new Dictionary<string, string?>(), "form[action*='take=true']");
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Contains("the offer has ended", MainText(await carla.GetDocumentAsync(world.Released(2))), StringComparison.Ordinal);
        Assert.Equal(DecisionOutcome.Waitlist, (await world.DecisionsAsync()).Single(decision => decision.SubmissionId == world.Id(2)).Outcome);

        // It may be asked again, by hand.
        using var again = await otto.SubmitFormAsync(world.Decisions + "/waitlist", new Dictionary<string, string?>(), "td form[action*='handler=Offer']");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task A_final_version_has_its_own_checks_and_deadline_and_is_published_only_as_its_authors_allow()
    {
        var world = await DecisionsWorld.MakeAsync(_app);
        await world.StageAsync(1, DecisionOutcome.Talk);
        await world.StageAsync(2, DecisionOutcome.Reject);
        using var otto = await _app.SignedInAsync(DecisionsWorld.Otto);
        var settings = world.Decisions + "/settings";
        using var saved = await otto.SubmitFormAsync(settings, new Dictionary<string, string?> { ["Input.FinalsDue"] = "2027-04-01T23:59", ["Input.FinalPageLimit"] = "2", ["Input.TalkPlaces"] = "10" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var released = await otto.SubmitFormAsync(world.Decisions + "/release", new Dictionary<string, string?>());
        using var anna = await _app.SignedInAsync(DecisionsWorld.Anna);
        using var carla = await _app.SignedInAsync(DecisionsWorld.Carla);
        using var rita = await _app.SignedInAsync("rita@reviews.example");
        using var visitor = _app.Browser();
        var presentation = $"/e/{world.Event.Slug}/submissions/{world.Id(1)}/presentation";
        const string Upload = "form[enctype]";

        using var noPdf = await anna.SubmitFormAsync(presentation, new Dictionary<string, string?>(), Upload, files: [new FormFile("Final", "x.pdf", [1, 2, 3])]);
        Assert.Equal(HttpStatusCode.BadRequest, noPdf.StatusCode);
        using var tooLong = await anna.SubmitFormAsync(presentation, new Dictionary<string, string?>(), Upload, files: [new FormFile("Final", "x.pdf", Pdf("Anna Author", 3))]);
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Equal(0, await _app.QueryAsync(db => db.FinalVersions.CountAsync()));
        using var good = await anna.SubmitFormAsync(presentation, new Dictionary<string, string?>(), Upload, files: [new FormFile("Final", "../../final.pdf", Pdf("Anna Author", 2))]);
        Assert.True(good.StatusCode == HttpStatusCode.Redirect, MainText(await good.DocumentAsync()));
        var version = await _app.QueryAsync(db => db.FinalVersions.AsNoTracking().SingleAsync());
        Assert.Equal(("final.pdf", 2, 1), (version.FileName, version.Pages, version.Number));
        var file = $"/e/{world.Event.Slug}/submissions/{world.Id(1)}/final/{version.Id}";
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            [await StatusAsync(anna, file), await StatusAsync(otto, file), await StatusAsync(carla, file), await StatusAsync(rita, file)]);

        // Public only when it stands in a public programme and its authors say so.
        var open = $"/e/{world.Event.Slug}/programme/papers/1";
        var session = Session.Create(world.Event.Id, new SessionContent("Talks", SessionKind.Talks, world.Event.Timeline.Begins.AddHours(9), world.Event.Timeline.Begins.AddHours(12), "Room 1", "")).Value!;
        Assert.True(session.AddSlot(new SlotContent(world.Id(1), null, "", "", "", 15)).Succeeded);
        await _app.SeedAsync(session);
        await _app.ReleaseProgrammeAsync(world.Event.Id);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, open));
        using var confirmed = await anna.SubmitFormAsync(presentation, new Dictionary<string, string?> { ["Input.Presenter"] = DecisionsWorld.Anna, ["Input.Pdf"] = "true", ["Input.Names"] = "false", ["Input.Abstract"] = "false" });
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, open));
        var programme = MainText(await visitor.GetDocumentAsync($"/e/{world.Event.Slug}/programme"));
        Assert.Contains("Anna Author", programme, StringComparison.Ordinal);
        Assert.DoesNotContain("Boris Author", programme, StringComparison.Ordinal);
        Assert.DoesNotContain("We study Sufficient reasons", programme, StringComparison.Ordinal);
        using var csv = await otto.GetAsync(new Uri(world.Decisions + "/answers?handler=csv", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("confirmed,Anna Author,anna@uni.example", await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // 23:59 AoE is 11:59 UTC the next day; that instant itself is in time.
        _app.Clock.Now = new DateTimeOffset(2027, 4, 2, 11, 59, 0, TimeSpan.Zero);
        using var later = await _app.SignedInAsync(DecisionsWorld.Anna);
        var last = await later.GetDocumentAsync(presentation);
        using var inTime = await later.SubmitFormAsync(last, presentation, new Dictionary<string, string?>(), Upload, files: [new FormFile("Final", "final2.pdf", Pdf("Anna Author again", 1))]);
        Assert.Equal(HttpStatusCode.Redirect, inTime.StatusCode);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var late = await later.SubmitFormAsync(last, presentation, new Dictionary<string, string?>(), Upload, files: [new FormFile("Final", "final3.pdf", Pdf("Anna Author late", 1))]);
        Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
        Assert.Equal(2, await _app.QueryAsync(db => db.FinalVersions.CountAsync()));
    }

    private const Domain.Mail.MailState MailSent = Domain.Mail.MailState.Sent;

    private static byte[] Pdf(string text, int pages) => SimplePdf.Write(new SimplePdfText("Final title", text, [text]) { Pages = pages });

    private static string MainText(AngleSharp.Html.Dom.IHtmlDocument page) => string.Join(' ', (page.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
