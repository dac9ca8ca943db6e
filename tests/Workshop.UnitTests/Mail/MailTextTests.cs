using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.UnitTests.Mail;

public sealed class MailTextTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly MailTemplate Template = new(
        "To {{name}}",
        "Dear {{name}},\n\ncome by {{due}}.\n\n{{note}}\n\n{{link}}\n",
        [
            new("name", PlaceholderType.Text, "who", "Ada"), new("due", PlaceholderType.Instant, "when", "Monday"), new("note", PlaceholderType.Lines, "what else", "A note.") { MayBeEmpty = true },
            new("link", PlaceholderType.Link, "where to", "https://x.example") { IsRequired = true },
        ]);

    private static MailValues Values => MailValues.None.Text("name", "Ada").Instant("due", Now, EventZone.Find("Europe/Copenhagen").Value!).Link("link", "https://x.example/1");

    [Theory]
    [InlineData("a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd")]
    [InlineData("a\0b\u001bc", "a b c", "abc")]
    [InlineData("a\u2028b\u2029c\u0085d\ve\ff", "a b c d e f", "a b c d e f")]
    [InlineData("a\u202Eb\u2066c\u2069", "abc", "abc")]
    [InlineData("\u200Fשלום", "\u200Fשלום", "\u200Fשלום")]
    public void Text_keeps_its_words_and_loses_what_steers_programs(string typed, string line, string block) =>
        Assert.Equal((line, block), (MailText.Line(typed), MailText.Block(typed)));

    [Fact]
    public void A_template_is_filled_and_says_instants_in_the_events_zone_and_AoE()
    {
        var rendered = Template.Render(Values.Lines("note", "Two\r\nlines."));

        Assert.Equal("To Ada", rendered.Subject);
        Assert.Equal("Dear Ada,\n\ncome by Mon 1 Feb 2027, 10:00 Europe/Copenhagen (Sun 31 Jan 2027, 21:00 AoE).\n\nTwo\nlines.\n\nhttps://x.example/1\n", rendered.Body);
        Assert.Null(rendered.Lacks);
    }

    [Fact]
    public void A_line_of_its_own_disappears_with_what_may_be_empty() =>
        Assert.Equal("Dear Ada,\n\ncome by Mon 1 Feb 2027, 10:00 Europe/Copenhagen (Sun 31 Jan 2027, 21:00 AoE).\n\nhttps://x.example/1\n", Template.Render(Values).Body);

    [Fact]
    public void A_value_is_never_read_as_a_template()
    {
        var rendered = Template.Render(Values.Text("name", "{{link}} {{due}}"));

        Assert.StartsWith("Dear {{link}} {{due}},", rendered.Body, StringComparison.Ordinal);
        Assert.Null(rendered.Lacks);
    }

    [Fact]
    public void A_missing_value_holds_the_mail_until_somebody_writes_what_belongs_there()
    {
        var rendered = Template.Render(Values.Instant("due", null, EventZone.Utc));
        Assert.Contains("{{due}}", rendered.Lacks, StringComparison.Ordinal);

        var mail = OutgoingMail.Write(new MailDraft("test", "1", EmailAddress.Parse("ada@uni.example").Value!, "Ada", rendered.Subject, rendered.Body) { Lacks = rendered.Lacks }, Now);
        Assert.Equal(MailState.Held, mail.State);
        Assert.Equal("mail.incomplete", mail.LetGo(Now).Refusal?.Code);
        Assert.Contains("line 3", mail.LetGo(Now).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal("mail.incomplete", mail.Edit("To Ada", mail.Body, 0).Refusal?.Code);

        Assert.True(mail.Edit("To Ada", mail.Body.Replace(MailText.Missing("due"), "Monday", StringComparison.Ordinal), 0).Succeeded);
        Assert.True(mail.LetGo(Now).Succeeded);
        Assert.Equal(MailState.Queued, mail.State);
    }

    [Theory]
    [InlineData("Dear {{nmae}}, {{link}}", "template.unknown", "Line 1, place 6")]
    [InlineData("Dear {{name}},\n\n  {{Link}} {{link}}", "template.unknown", "Line 3, place 3")]
    [InlineData("{{link}}\n{{name", "template.unclosed", "Line 2, place 1")]
    [InlineData("Dear {{name}}", "template.required", "{{link}}")]
    [InlineData("Dear {{name}}\nhttps://evil.example/?u={{link}}", "template.link", "Line 2, place 25")]
    [InlineData("{{link}}.evil", "template.link", "Line 1, place 1")]
    [InlineData(" ", "template.body", "Give it a text")]
    public void A_template_that_cannot_work_is_refused_with_its_place(string body, string code, string said)
    {
        var refusal = Template.Check("Hello", body).First(refusal => refusal.Code == code);

        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Body", refusal.Field);
    }

    [Fact]
    public void A_link_stands_alone_in_the_text_and_not_in_the_subject()
    {
        Assert.Empty(Template.Check("To {{name}}", "Look: <{{link}}>, or ({{ link }})."));
        Assert.Equal(("template.link", "Subject"), Template.Check("{{link}}", "{{link}}").Select(refusal => (refusal.Code, refusal.Field)).Single());
    }

    [Fact]
    public void Every_usual_template_passes_its_own_check_and_fills_with_its_examples()
    {
        var kinds = MailKinds.All.Where(kind => kind.Template is not null).ToList();

        Assert.NotEmpty(kinds);
        Assert.All(kinds, kind =>
        {
            Assert.Empty(kind.Template!.Check(kind.Template.Subject, kind.Template.Body));
            var example = kind.Template.Example(kind.Template.Subject, kind.Template.Body);
            Assert.Null(example.Lacks);
            Assert.DoesNotContain("{{", example.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Secret_links_are_hidden_and_come_back_where_their_stand_ins_are()
    {
        const string Body = "Yes: https://x.example/i/abc?answer=accept\nNo: https://x.example/i/abc?answer=decline\nAgain: https://x.example/i/abc?answer=accept\n";
        var mail = OutgoingMail.Write(new MailDraft("reviewer.invitation", "1", EmailAddress.Parse("ada@uni.example").Value!, "Ada", "Hello", Body) { IsPrivate = true }, Now);
        Assert.True(mail.HoldBack().Succeeded);
        Assert.Equal("Yes: [secret link 1]\nNo: [secret link 2]\nAgain: [secret link 1]\n", SecretLinks.Hide(Body));

        Assert.Equal("mail.link-lost", mail.Edit("Hello", "Come: [secret link 2]", 0).Refusal?.Code);
        Assert.Equal("mail.link-unknown", mail.Edit("Hello", "[secret link 1] [secret link 2] [secret link 3]", 0).Refusal?.Code);
        Assert.Equal("mail.link-not-alone", mail.Edit("Hello", "[secret link 2] https://evil.example/?u=[secret link 1]", 0).Refusal?.Code);
        Assert.Equal("mail.link-not-alone", mail.Edit("Hello", "[secret link 2] [secret link 1].evil", 0).Refusal?.Code);
        Assert.True(mail.Edit("Hello", "No is [secret link 2], yes is [secret link 1].", 0).Succeeded);
        Assert.Equal("No is https://x.example/i/abc?answer=decline, yes is https://x.example/i/abc?answer=accept.", mail.Body);
        Assert.Equal("mail.changed-elsewhere", mail.Edit("Hello", "x", 0).Refusal?.Code);
    }

    [Fact]
    public void An_events_own_words_and_its_wish_to_look_first_are_applied_and_receipts_never_held()
    {
        var eventId = Guid.NewGuid();
        var own = EventMailTemplate.For(eventId, "assignment.undone");
        Assert.True(own.Reword("Fewer papers, {{name}}", "Look: {{link}}", 0).Succeeded);
        Assert.True(own.Hold(true).Succeeded);
        var mail = OutgoingMail.Write(MailTemplates.Write("assignment.undone", "1", EmailAddress.Parse("ada@uni.example").Value!, "Ada", MailValues.None.Text("name", "Ada").Text("event", "E").Link("link", "https://x.example")), Now);

        own.Apply(mail);

        Assert.Equal((MailState.Held, "Fewer papers, Ada", "Look: https://x.example"), (mail.State, mail.Subject, mail.Body));
        Assert.Equal("template.at-once", EventMailTemplate.For(eventId, "submission.receipt").Hold(true).Refusal?.Code);
    }

    [Fact]
    public void Discarding_is_undone_and_what_has_gone_is_not_held()
    {
        var mail = OutgoingMail.Write(new MailDraft("test", "1", EmailAddress.Parse("ada@uni.example").Value!, "Ada", "Hello", "Hello."), Now);
        Assert.Equal("mail.not-held", mail.Discard(0).Refusal?.Code);
        Assert.True(mail.HoldBack().Succeeded);
        Assert.True(mail.Discard(0).Succeeded);
        Assert.Equal("mail.not-held", mail.LetGo(Now).Refusal?.Code);
        Assert.True(mail.TakeDiscardBack().Succeeded);
        Assert.True(mail.LetGo(Now).Succeeded);
        mail.StartSending(Now);
        Assert.Equal("mail.not-waiting", mail.HoldBack().Refusal?.Code);
    }

    [Fact]
    public void A_message_can_be_taken_back_once_and_until_its_first_copy_goes()
    {
        var message = GroupMessage.Queue(Guid.NewGuid(), Guid.NewGuid(), MailGroup.Submitters, null, null, "Hello", "Hello.", Guid.NewGuid(), Now);

        Assert.Equal("message.gone", message.TakeBack(hasBegun: true, Now).Refusal?.Code);
        Assert.True(message.TakeBack(hasBegun: false, message.GoesAt.AddDays(1)).Succeeded);
        Assert.Equal("message.taken-back", message.TakeBack(hasBegun: false, Now).Refusal?.Code);
    }

    [Fact]
    public void Duplicates_contradictions_and_needless_reminders_are_named()
    {
        var paper = Guid.NewGuid();
        WaitingMail Mail(string kind, string to, string key, Guid? submission = null, bool changed = false, bool done = false, bool gone = false) => new(Guid.NewGuid(), kind, to, submission, Now, key, changed, done) { HasGone = gone };
        WaitingMail[] waiting =
        [
            Mail("message.group", "ada", "same"), Mail("message.group", "ada", "same"), Mail("message.group", "bob", "same"),
            Mail("decision.released", "ada", "yes", paper), Mail("decision.released", "ada", "no", paper), Mail("decision.released", "bob", "yes", paper),
            Mail("decision.released", "cy", "yes", Guid.NewGuid(), changed: true), Mail("draft.reminder", "cy", "r", done: true),
            Mail("decision.released", "dee", "yes", paper, gone: true), Mail("decision.released", "dee", "no", paper), Mail("message.group", "dee", "same", gone: true), Mail("message.group", "dee", "same"),
        ];

        var found = MailWarnings.Find(waiting);

        Assert.Equal(
            [
                "This person gets the same text twice.", "This person gets the same text twice.", null, "This person gets two different decisions about the same submission.",
                "This person gets two different decisions about the same submission.", null, "The decision was changed after this mail was written.", "What it reminds of is done.",
                null, "This person gets two different decisions about the same submission.", null, "This person gets the same text twice.",
            ],
            waiting.Select(mail => found.GetValueOrDefault(mail.Id)));
    }
}
