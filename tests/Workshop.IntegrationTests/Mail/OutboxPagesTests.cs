using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Discussion;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Mail;

/// <summary>Looking at mails before they go, templates, and messages to groups. Olga organizes and wrote paper 1 with Ole; Paul organizes; Ada wrote paper 2.</summary>
public sealed class OutboxPagesTests : IAsyncLifetime
{
    private readonly WorkshopApp _app = new();
    private readonly WorkshopEvent _event = Given.Event();
    private Submission _own = null!;
    private Submission _other = null!;
    private HttpClient _olga = null!;
    private HttpClient _paul = null!;

    public async ValueTask InitializeAsync()
    {
        var olga = await _app.PersonAsync("Olga", "olga@theory.example");
        await _app.PersonAsync("Paul", "paul@other.example");
        var ada = await _app.PersonAsync("Ada", "ada@third.example");
        var file = StoredFile.Of([1, 2, 3], _app.Clock.Now);
        await _app.SeedAsync(_event, file, Given.Organizer(_event, "olga@theory.example"), Given.Organizer(_event, "paul@other.example"));
        _own = Given.Submitted(_event, 1, olga, file, "Paper of Olga", ("Olga", "olga@theory.example"), ("Ole", "ole@fourth.example"));
        _other = Given.Submitted(_event, 2, ada, file, "Paper of Ada", ("Ada", "ada@third.example"));
        await _app.SeedAsync(_own, _other);
        _olga = await _app.SignedInAsync("olga@theory.example");
        _paul = await _app.SignedInAsync("paul@other.example");
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_kind_that_is_held_waits_is_edited_around_its_secret_and_goes_when_an_organizer_sends_it()
    {
        using var chosen = await _paul.SubmitFormAsync(Path("/templates"), new Dictionary<string, string?> { ["Held"] = "reviewer.invitation" });
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        var mail = OutgoingMail.Write(
            new MailDraft("reviewer.invitation", "1", Given.Email("rita@reviewer.example"), "Rita", "Will you review?", "Yes: https://workshop.example/invitation/abc123\n") { EventId = _event.Id, IsPrivate = true }, _app.Clock.Now);
        var receipt = OutgoingMail.Write(new MailDraft("submission.receipt", "1", Given.Email("ada@third.example"), "Ada", "Received", "Hello.") { EventId = _event.Id }, _app.Clock.Now);
        await _app.SeedAsync(mail, receipt);
        await _app.DeliverMailAsync();
        Assert.Equal((MailState.Held, MailState.Sent), (await StateAsync(mail.Id), await StateAsync(receipt.Id)));

        var path = Path($"/{mail.Id}");
        var page = await _paul.GetDocumentAsync(path);
        Assert.DoesNotContain("abc123", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using var lost = await _paul.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.Body"] = "Without it" }, "form[action*=Save]");
        Assert.Equal(HttpStatusCode.BadRequest, lost.StatusCode);
        var again = await lost.DocumentAsync();
        Assert.Equal("Without it", again.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Contains("Keep [secret link 1] in the text", again.Body!.TextContent, StringComparison.Ordinal);

        using var saved = await _paul.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.Body"] = "Dear Rita, please: [secret link 1]" }, "form[action*=Save]");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        using var late = await _paul.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Input.Body"] = "Other words [secret link 1]" }, "form[action*=Save]");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        // Olga has a paper, and a mail that names no submission may speak of it.
        Assert.Null((await _olga.GetDocumentAsync(path)).QuerySelector("textarea"));

        var list = await _paul.GetDocumentAsync(Path("?state=Held"));
        // Not in words that the sender has not seen.
        using var unseen = await _paul.SubmitFormAsync(list, Path("?state=Held"), new Dictionary<string, string?> { ["Chosen"] = $"{mail.Id}:0" }, "form[action*='handler=Send&']");
        Assert.Equal((HttpStatusCode.Conflict, MailState.Held), (unseen.StatusCode, await StateAsync(mail.Id)));
        using var sent = await _paul.SubmitFormAsync(list, Path("?state=Held"), new Dictionary<string, string?> { ["Chosen"] = $"{mail.Id}:1" }, "form[action*='handler=Send&']");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await _app.DeliverMailAsync();
        Assert.Equal((MailState.Sent, "Dear Rita, please: https://workshop.example/invitation/abc123"), await _app.QueryAsync(async db => (await db.OutgoingMails.Where(row => row.Id == mail.Id).Select(row => new { row.State, row.Body }).SingleAsync()) is var row ? (row.State, row.Body) : default));
    }

    [Fact]
    public async Task Discarding_is_undone_and_sending_everything_is_blind_to_what_an_organizer_must_not_see()
    {
        var hidden = Held("About paper one", _own.Id, OutgoingMail.HeldByKind);
        var byHand = Held("Also about paper one", _own.Id);
        var shown = Held("About paper two", _other.Id);
        await _app.SeedAsync(hidden, byHand, shown);

        using var discarded = await _olga.SubmitFormAsync(Path($"/{shown.Id}"), new Dictionary<string, string?>(), "form[action*=Save]", "Discard it");
        Assert.Equal(HttpStatusCode.Redirect, discarded.StatusCode);
        using var forged = await _olga.SubmitFormAsync(await _olga.GetDocumentAsync(Path("?state=Discarded")), Path("?state=Discarded"), new Dictionary<string, string?> { ["Chosen"] = $"{hidden.Id}:0" }, "form[action*='handler=Send&']", "Undo: hold the selected again");
        Assert.Equal(MailState.Held, await StateAsync(hidden.Id));
        Assert.Equal(MailState.Discarded, await StateAsync(shown.Id));
        using var undone = await _olga.SubmitFormAsync(Path($"/{shown.Id}"), new Dictionary<string, string?>(), "form[action*=Discard]");
        Assert.Equal(MailState.Held, await StateAsync(shown.Id));

        var list = await _olga.GetDocumentAsync(Path());
        using var all = await _olga.SubmitFormAsync(list, Path(), new Dictionary<string, string?>(), "form[action*=SendAll]");
        Assert.Contains("1 mail: go in 10 minutes", (await _olga.GetDocumentAsync(all.Headers.Location!.OriginalString)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((MailState.Queued, MailState.Queued), (await StateAsync(hidden.Id), await StateAsync(shown.Id)));
        // What Paul has held back for reasons of his own is his to send.
        Assert.Equal(MailState.Held, await StateAsync(byHand.Id));
        await _app.DeliverMailAsync();
        Assert.Equal(MailState.Queued, await StateAsync(shown.Id));
    }

    [Fact]
    public async Task What_is_typed_goes_with_the_press_that_sends()
    {
        var mail = Held("About paper two", _other.Id);
        await _app.SeedAsync(mail);

        using var sent = await _paul.SubmitFormAsync(Path($"/{mail.Id}"), new Dictionary<string, string?> { ["Input.Body"] = "Better words." }, "form[action*=Save]", "Save and send");

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("Better words.", await _app.QueryAsync(db => db.OutgoingMails.Where(row => row.Id == mail.Id && row.State == MailState.Queued).Select(row => row.Body).SingleAsync()));
    }

    [Fact]
    public async Task A_message_about_nothing_but_ones_own_paper_leaves_no_trace()
    {
        var rejected = Decision.Stage(_event.Id, _own.Id, DecisionOutcome.Reject, "", Guid.NewGuid(), _app.Clock.Now);
        rejected.Release(_app.Clock.Now);
        await _app.SeedAsync(rejected);
        var fields = new Dictionary<string, string?> { ["Input.Group"] = "Rejected", ["Input.Subject"] = "About the bound", ["Input.Body"] = "Dear {{name}}" };

        // There is no button for it, and without one the answer is the same as for a group of nobody.
        var form = await _olga.GetDocumentAsync(Path("/write"));
        form.QuerySelector("main form[method=post]")!.SetAttribute("action", Path("/write?handler=Queue"));
        using var forged = await _olga.SubmitFormAsync(form, Path("/write"), fields);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Contains("Nobody belongs to this group now", (await forged.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.False(await _app.QueryAsync(db => db.GroupMessages.AnyAsync()));

        using var previewed = await _paul.SubmitFormAsync(Path("/write"), fields);
        using var queued = await _paul.SubmitFormAsync(await previewed.DocumentAsync(), Path("/write"), fields, button: "Queue 2 copies");
        Assert.Equal(HttpStatusCode.Redirect, queued.StatusCode);
        using var page = await _olga.GetAsync(queued.Headers.Location, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.DoesNotContain("About the bound", (await _olga.GetDocumentAsync(Path("/write"))).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Wrote to", (await _olga.GetDocumentAsync($"/e/{_event.Slug}/organize/log")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Wrote to", (await _paul.GetDocumentAsync($"/e/{_event.Slug}/organize/log")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_to_a_group_is_previewed_tried_queued_and_taken_back_and_hides_what_its_writer_must_not_see()
    {
        var talk = Decision.Stage(_event.Id, _own.Id, DecisionOutcome.Talk, "", Guid.NewGuid(), _app.Clock.Now);
        var other = Decision.Stage(_event.Id, _other.Id, DecisionOutcome.Talk, "", Guid.NewGuid(), _app.Clock.Now);
        await _app.SeedAsync(talk, other);
        var fields = new Dictionary<string, string?> { ["Input.Group"] = "AcceptedTalks", ["Input.Subject"] = "Slides for {{title}}", ["Input.Body"] = "Dear {{name}}, send {{nothing}} for #{{number}}." };

        // Staged decisions make no group, and a placeholder that is not there is named with its place.
        var form = await _olga.GetDocumentAsync(Path("/write"));
        using var wrong = await _olga.SubmitFormAsync(form, Path("/write"), fields);
        Assert.Contains("Line 1, place 21", (await wrong.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        fields["Input.Body"] = "Dear {{name}}, send slides for #{{number}}.";
        using var nobody = await _olga.SubmitFormAsync(form, Path("/write"), fields);
        Assert.Contains("nobody belongs to this group now", (await nobody.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);

        await _app.QueryAsync(async db =>
        {
            foreach (var decision in await db.Decisions.ToListAsync())
            {
                decision.Release(_app.Clock.Now);
            }

            return await db.SaveChangesAsync();
        });
        using var previewed = await _olga.SubmitFormAsync(form, Path("/write"), fields);
        var preview = await previewed.DocumentAsync();
        Assert.Equal("Dear Ada, send slides for #2.\n", preview.QuerySelector("pre.mail")!.TextContent.TrimEnd() + "\n");
        Assert.Contains("Queue 1 copy", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Ole", preview.Body.TextContent, StringComparison.Ordinal);

        using var tested = await _olga.SubmitFormAsync(preview, Path("/write"), fields, button: "Send a test to myself");
        var test = await _app.QueryAsync(db => db.OutgoingMails.SingleAsync(mail => mail.Kind == MailKinds.Test));
        Assert.Equal(("olga@theory.example", "Test: Slides for Paper of Ada"), (test.ToAddress, test.Subject));

        using var unseen = await _olga.SubmitFormAsync(preview, Path("/write"), new Dictionary<string, string?>(fields) { ["Input.Group"] = "Submitters" }, button: "Queue 1 copy");
        Assert.Equal(HttpStatusCode.BadRequest, unseen.StatusCode);
        Assert.Contains("This is not what you looked at last", (await unseen.DocumentAsync()).Body!.TextContent, StringComparison.Ordinal);
        using var unreadable = await _olga.SubmitFormAsync(preview, Path("/write"), new Dictionary<string, string?>(fields) { ["Input.Group"] = "Everybody" }, button: "Queue 1 copy");
        Assert.Equal(HttpStatusCode.BadRequest, unreadable.StatusCode);
        Assert.False(await _app.QueryAsync(db => db.GroupMessages.AnyAsync()));

        using var queued = await _olga.SubmitFormAsync(preview, Path("/write"), fields, button: "Queue 1 copy");
        using var twice = await _olga.SubmitFormAsync(preview, Path("/write"), fields, button: "Queue 1 copy");
        Assert.Equal(HttpStatusCode.Redirect, queued.StatusCode);
        var copies = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.Kind == MailKinds.Message).OrderBy(mail => mail.ToAddress).ToListAsync());
        Assert.Equal(["ada@third.example", "ole@fourth.example", "olga@theory.example"], copies.Select(copy => copy.ToAddress));
        var page = queued.Headers.Location!.OriginalString;
        Assert.Equal(["Ada"], (await _olga.GetDocumentAsync(page)).QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(3, (await _paul.GetDocumentAsync(page)).QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("ole@fourth.example", await (await _olga.GetAsync(new Uri(Path("?handler=csv"), UriKind.Relative), TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await _app.DeliverMailAsync();
        Assert.All(await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Kind == MailKinds.Message).Select(mail => mail.State).ToListAsync()), state => Assert.Equal(MailState.Queued, state));
        using var back = await _paul.SubmitFormAsync(page, new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        _app.Clock.Advance(GroupMessage.UndoWindow);
        await _app.DeliverMailAsync();
        Assert.All(await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Kind == MailKinds.Message).Select(mail => mail.State).ToListAsync()), state => Assert.Equal(MailState.Discarded, state));

        // The same form, from the browser's memory, is not taken for a second press: nothing goes until it was looked at as a message of its own.
        using var used = await _olga.SubmitFormAsync(preview, Path("/write"), fields, button: "Queue 1 copy");
        Assert.Equal(HttpStatusCode.BadRequest, used.StatusCode);
        using var anew = await _olga.SubmitFormAsync(await used.DocumentAsync(), Path("/write"), fields, button: "Queue 1 copy");
        Assert.Equal(HttpStatusCode.Redirect, anew.StatusCode);
        Assert.Equal(2, await _app.QueryAsync(db => db.GroupMessages.CountAsync()));

        // And what the whole message took back does not come back copy by copy.
        var adas = copies.Single(copy => copy.ToAddress == "ada@third.example").Id;
        using var restored = await _olga.SubmitFormAsync(Path($"/{adas}"), new Dictionary<string, string?>(), "form[action*=Discard]");
        Assert.Equal((HttpStatusCode.BadRequest, MailState.Discarded), (restored.StatusCode, await StateAsync(adas)));
    }

    [Fact]
    public async Task What_reviewers_have_to_do_is_counted_on_the_papers_that_the_writer_manages()
    {
        var rita = await _app.PersonAsync("Rita", "rita@reviewer.example");
        var rolf = await _app.PersonAsync("Rolf", "rolf@reviewer.example");
        var (one, two) = (Given.Reviewer(_event, rita, "rita@reviewer.example"), Given.Reviewer(_event, rolf, "rolf@reviewer.example"));
        await _app.SeedAsync(one, two);
        await _app.SeedAsync(Assign(one, _own), Assign(two, _other));
        var fields = new Dictionary<string, string?> { ["Input.Group"] = "ReviewersWithOpenReviews", ["Input.Subject"] = "Soon", ["Input.Body"] = "Dear {{name}}" };

        using var olgas = await _olga.SubmitFormAsync(Path("/write"), fields);
        using var pauls = await _paul.SubmitFormAsync(Path("/write"), fields);

        Assert.Equal(["Rolf"], (await olgas.DocumentAsync()).QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        var preview = await pauls.DocumentAsync();
        Assert.Equal(["Rita", "Rolf"], preview.QuerySelectorAll("tbody th").Select(cell => cell.TextContent));

        // And nothing of Paul's message tells Olga that Rita has something to do which Olga cannot see.
        using var queued = await _paul.SubmitFormAsync(preview, Path("/write"), fields, button: "Queue 2 copies");
        var page = queued.Headers.Location!.OriginalString;
        Assert.Equal(["Rolf"], (await _olga.GetDocumentAsync(page)).QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(2, (await _paul.GetDocumentAsync(page)).QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("rita@reviewer.example", (await _olga.GetDocumentAsync(Path())).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("rita@reviewer.example", await _olga.GetStringAsync(new Uri(Path("?handler=csv"), UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_of_what_is_done_is_named_as_far_as_the_papers_in_sight_tell()
    {
        var rita = await _app.PersonAsync("Rita", "rita@reviewer.example");
        var reviewer = Given.Reviewer(_event, rita, "rita@reviewer.example");
        await _app.SeedAsync(reviewer);
        var (open, done) = (Assign(reviewer, _own), Assign(reviewer, _other));
        await _app.SeedAsync(open, done);
        var reminder = OutgoingMail.Write(new MailDraft(MailKinds.ReviewReminder, "1", Given.Email("rita@reviewer.example"), "Rita", "Reviews are due", "Please.") { EventId = _event.Id, SubmissionId = _other.Id }, _app.Clock.Now);
        await _app.SeedAsync(DiscussionWorld.Written(done, 3, "Good.", _app.Clock.Now), reminder);

        Assert.Contains("What it reminds of is done.", (await _olga.GetDocumentAsync(Path($"/{reminder.Id}"))).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("What it reminds of is done.", (await _paul.GetDocumentAsync(Path($"/{reminder.Id}"))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_has_its_own_words_until_it_goes_back_to_the_usual_ones()
    {
        var path = Path("/templates/assignment.undone");
        using var refused = await _paul.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Subject"] = "Fewer papers", ["Input.Body"] = "Dear {{nmae}}" });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Equal("Dear {{nmae}}", page.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Contains("Line 1, place 6: {{nmae}} is not known here.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The text must have {{link}}", page.Body.TextContent, StringComparison.Ordinal);

        using var saved = await _paul.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Subject"] = "Fewer papers", ["Input.Body"] = "Dear {{name}}, see {{link}}" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await _app.SeedAsync(Undone("1"));
        using var reset = await _paul.SubmitFormAsync(path, new Dictionary<string, string?>(), button: "Back to the usual words");
        await _app.SeedAsync(Undone("2"));
        Assert.Equal(["Fewer papers", "Less to review for E"], await _app.QueryAsync(db => db.OutgoingMails.OrderBy(mail => mail.About).Select(mail => mail.Subject).ToListAsync()));

        // And a mail that was really written can be tried.
        var id = await _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.About == "1").Select(mail => mail.Id).SingleAsync());
        using var tried = await _paul.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.As"] = id.ToString(), ["Input.Body"] = "Really {{name}} {{link}}" }, button: "Preview");
        Assert.Contains("Really Rita", (await tried.DocumentAsync()).QuerySelector("pre.mail")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pausing_is_seen_and_ends_with_a_press_and_mails_are_found()
    {
        var mail = OutgoingMail.Write(new MailDraft("test", "1", Given.Email("ada@third.example"), "Ada", "Hello there", "Hello.") { EventId = _event.Id }, _app.Clock.Now);
        await _app.SeedAsync(mail, Held("About paper two", _other.Id));
        using var paused = await _paul.SubmitFormAsync(Path(), new Dictionary<string, string?>(), "form[action*=Pause]");
        await _app.DeliverMailAsync();
        Assert.Equal(MailState.Queued, await StateAsync(mail.Id));

        var page = await _olga.GetDocumentAsync(Path("?q=HELLO"));
        Assert.Equal(["Hello there"], page.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.Equal("1 of 1", page.QuerySelector(".count")!.TextContent);
        Assert.Contains("No mail of this event goes", page.Body!.TextContent, StringComparison.Ordinal);
        using var resumed = await _olga.SubmitFormAsync(page, Path(), new Dictionary<string, string?>(), "form[action*=Pause]");
        await _app.DeliverMailAsync();
        Assert.Equal(MailState.Sent, await StateAsync(mail.Id));
        Assert.Equal(["Accepted"], (await _olga.GetDocumentAsync(Path($"/{mail.Id}"))).QuerySelectorAll("tbody .status").Select(tag => tag.TextContent));
    }

    private static ReviewAssignment Assign(Reviewer reviewer, Submission submission) => new() { EventId = submission.EventId, SubmissionId = submission.Id, ReviewerId = reviewer.Id, AssignedAt = WorkshopApp.Start };

    private OutgoingMail Held(string subject, Guid submission, string because = "An organizer held it back.")
    {
        var mail = OutgoingMail.Write(new MailDraft("test", subject, Given.Email("ada@third.example"), "Ada", subject, "The text.") { EventId = _event.Id, SubmissionId = submission }, _app.Clock.Now);
        mail.Hold(because);
        return mail;
    }

    private OutgoingMail Undone(string about) => OutgoingMail.Write(
        MailTemplates.Write("assignment.undone", about, Given.Email("rita@reviewer.example"), "Rita", MailValues.None.Text("name", "Rita").Text("event", "E").Link("link", "https://workshop.example/desk")) with { EventId = _event.Id }, _app.Clock.Now);

    private Task<MailState> StateAsync(Guid id) => _app.QueryAsync(db => db.OutgoingMails.Where(mail => mail.Id == id).Select(mail => mail.State).SingleAsync());

    private string Path(string rest = "") => $"/e/{_event.Slug}/organize/mail{rest}";
}
