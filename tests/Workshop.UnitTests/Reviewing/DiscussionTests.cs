using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class DiscussionTests
{
    private static readonly DateTimeOffset Now = AnEvent.Start.AddDays(70);

    private static DiscussionMessage Message(string text = " Hello \r\n there ") =>
        DiscussionMessage.Post(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), null, DiscussionAudience.Everybody, text, Now).Value!;

    [Fact]
    public void Message_is_kept_clean_and_refused_when_empty_or_too_long()
    {
        Assert.Equal("Hello \n there", Message().Text);
        Assert.Equal("discussion.empty", DiscussionMessage.Post(Guid.NewGuid(), Guid.Empty, Guid.Empty, Guid.Empty, null, DiscussionAudience.Everybody, " \n ", Now).Refusal!.Code);
        var longest = new string('x', DiscussionMessage.MaxLength);
        Assert.True(DiscussionMessage.Post(Guid.NewGuid(), Guid.Empty, Guid.Empty, Guid.Empty, null, DiscussionAudience.Everybody, longest, Now).Succeeded);
        Assert.Equal("discussion.too-long", DiscussionMessage.Post(Guid.NewGuid(), Guid.Empty, Guid.Empty, Guid.Empty, null, DiscussionAudience.Everybody, longest + "x", Now).Refusal!.Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Message_is_edited_for_ten_minutes_the_last_instant_included(int ticks, bool edits)
    {
        var message = Message();
        var at = Now.AddMinutes(10).AddTicks(ticks);

        Assert.Equal(edits, message.MayBeEdited(at));
        Assert.Equal(edits, message.Edit("Better", 0, at).Succeeded);
        Assert.Equal(edits ? "Better" : "Hello \n there", message.Text);
        Assert.Equal(edits, message.EditedAt == at);
    }

    [Fact]
    public void Other_window_and_withdrawal_are_minded_and_withdrawing_can_be_taken_back()
    {
        var message = Message();
        Assert.True(message.Edit("One", 0, Now).Succeeded);
        Assert.Equal("discussion.changed-elsewhere", message.Edit("Two", 0, Now).Refusal!.Code);
        message.Withdraw(Now);
        message.Withdraw(Now.AddDays(1));
        Assert.Equal(Now, message.WithdrawnAt);
        Assert.Equal("discussion.too-late-to-edit", message.Edit("Two", message.Revision, Now).Refusal!.Code);
        message.Restore();
        Assert.Equal("One", message.Text);
        Assert.Null(message.WithdrawnAt);
    }

    [Fact]
    public void Marks_move_forward_only_and_digests_keep_their_distance()
    {
        var mark = new DiscussionMark { SubmissionId = Guid.NewGuid(), PersonId = Guid.NewGuid() };
        mark.Read(4);
        mark.Read(2);
        Assert.Equal(4, mark.ReadUpTo);

        var digest = new DiscussionDigest { EventId = Guid.NewGuid(), PersonId = Guid.NewGuid() };
        Assert.True(digest.IsDue(24, Now));
        Assert.False(digest.IsDue(0, Now));
        digest.Sent(Now);
        Assert.False(digest.IsDue(24, Now.AddHours(24).AddTicks(-1)));
        Assert.True(digest.IsDue(24, Now.AddHours(24)));
        digest.Mute(true);
        Assert.False(digest.IsDue(24, Now.AddHours(48)));
    }

    [Fact]
    public void Discussion_closes_with_the_decision()
    {
        var e = AnEvent.Make();
        var rules = ReviewingRules.Default(e.Id);

        Assert.Null(DiscussionAccess.WhyNotWrite(rules, e.Timeline, null, false, Now));
        Assert.Equal("discussion.withdrawn", DiscussionAccess.WhyNotWrite(rules, e.Timeline, null, true, Now)!.Code);
        Assert.Null(DiscussionAccess.WhyNotWrite(rules, e.Timeline, Now.AddTicks(1), false, Now));
        Assert.Equal("discussion.closed", DiscussionAccess.WhyNotWrite(rules, e.Timeline, Now, false, Now)!.Code);
        Assert.True(rules.Change(e, ReviewingSettings.Default with { Discusses = false }, 0, false, Now).Succeeded);
        Assert.Equal("discussion.off", DiscussionAccess.WhyNotWrite(rules, e.Timeline, null, false, Now)!.Code);
    }

    [Theory]
    [InlineData(-1, 1, true)]
    [InlineData(0, 1, false)]
    [InlineData(-1, 0, false)]
    public void Review_changed_after_others_spoke_is_marked(int submitted, int updated, bool marked) =>
        Assert.Equal(marked, DiscussionAccess.ChangedSince(Now.AddTicks(submitted), Now.AddTicks(updated), Now));

    [Fact]
    public void Response_is_open_between_its_instants_and_not_after_the_decision()
    {
        var e = AnEvent.Make();
        var rules = ReviewingRules.Default(e.Id);
        Assert.Equal("response.not-open", AuthorResponse.WhyNotRespond(rules, e.Timeline, null, false, Now)!.Code);
        Assert.True(rules.Change(e, ReviewingSettings.Default with { ResponseOpens = Now, ResponseCloses = Now.AddDays(3) }, 0, false, Now).Succeeded);

        string? At(DateTimeOffset at, DateTimeOffset? released = null, bool withdrawn = false) => AuthorResponse.WhyNotRespond(rules, e.Timeline, released, withdrawn, at)?.Code;
        Assert.Equal("response.not-open", At(Now.AddTicks(-1)));
        Assert.Null(At(Now));
        Assert.Null(At(Now.AddDays(3)));
        Assert.Equal("response.closed", At(Now.AddDays(3).AddTicks(1)));
        Assert.Equal("response.decided", At(Now, released: Now));
        Assert.Equal("response.withdrawn", At(Now, withdrawn: true));

        Assert.False(ResponseReminder.IsDue(rules, Now.AddDays(2).AddTicks(-1)));
        Assert.True(ResponseReminder.IsDue(rules, Now.AddDays(2)));
        Assert.True(ResponseReminder.IsDue(rules, Now.AddDays(3)));
        Assert.False(ResponseReminder.IsDue(rules, Now.AddDays(3).AddTicks(1)));
        Assert.True(rules.Change(e, ReviewingSettings.Default with { ResponseOpens = Now, ResponseCloses = Now.AddDays(1) }, 1, false, Now).Succeeded);
        Assert.False(ResponseReminder.IsDue(rules, Now.AddHours(12)));
    }

    [Fact]
    public void Response_is_counted_in_characters_and_never_overwrites_a_co_author()
    {
        var (me, other) = (Guid.NewGuid(), Guid.NewGuid());
        var response = AuthorResponse.Begin(Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal("response.empty", response.Send(" ", 5, 0, [], me, Now).Refusal!.Code);
        Assert.Equal("response.text-over-limit", response.Send("123456", 5, 0, [], me, Now).Refusal!.Code);
        Assert.Equal("response.signed", response.Send("12345", 5, 0, ["Ada"], me, Now).Refusal!.Code);
        Assert.True(response.Send("𝓍𝓍𝓍𝓍𝓍", 5, 0, [], me, Now).Succeeded);
        Assert.Equal("response.changed-elsewhere", response.Send("late", 5, 0, [], other, Now).Refusal!.Code);
        Assert.Equal((me, 1), (response.SentBy, response.Revision));
    }

    [Theory]
    [InlineData("As Ada Łovelace showed, this holds.", "Ada Łovelace")]
    [InlineData("Yours, ada  łovelace.", "Ada Łovelace")]
    [InlineData("Write to ADA@uni.example", "ada@uni.example")]
    [InlineData("Canada Łovelaced nothing", null)]
    [InlineData("We thank the reviewers.", null)]
    public void Signature_is_found(string text, string? found) =>
        Assert.Equal(found, AuthorResponse.TracesIn(text, [("Ada Łovelace", "ada@uni.example")]).SingleOrDefault());
}
