using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Events;

public sealed class SubscriptionNoticeTests
{
    private static readonly DateTimeOffset Opens = new(2027, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Closes = new(2027, 3, 13, 11, 59, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Programme = new(2027, 5, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2027-01-10T11:59Z", "")]
    [InlineData("2027-01-10T12:00Z", "call")]
    [InlineData("2027-01-12T12:00Z", "call")]
    [InlineData("2027-01-12T12:01Z", "")]
    [InlineData("2027-03-06T11:58Z", "")]
    [InlineData("2027-03-06T11:59Z", "week")]
    [InlineData("2027-03-08T11:59Z", "week")]
    [InlineData("2027-03-08T12:00Z", "")]
    [InlineData("2027-03-12T11:58Z", "")]
    [InlineData("2027-03-12T11:59Z", "day")]
    [InlineData("2027-03-13T07:59Z", "day")]
    [InlineData("2027-03-13T08:00Z", "")]
    [InlineData("2027-05-01T09:14Z", "")]
    [InlineData("2027-05-01T09:15Z", "programme")]
    [InlineData("2027-05-03T09:15Z", "programme")]
    [InlineData("2027-05-03T09:16Z", "")]
    public void Each_notice_is_open_for_a_while(string now, string open) =>
        Assert.Equal(open, string.Join(' ', At(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)).Select(notice => notice.Key.Split(':')[0])));

    [Fact]
    public void Each_is_told_once_with_a_pause_and_only_what_was_news_after_the_confirmation()
    {
        var subscription = Confirmed(Opens.AddDays(-1));
        Assert.Equal("call", Tell(Opens));
        Assert.Null(Tell(Opens.AddMinutes(5)));
        Assert.Null(Tell(Opens.AddDays(1)));
        Assert.Equal("week", Tell(Closes.AddDays(-7))?.Split(':')[0]);
        Assert.Equal("day", Tell(Closes.AddDays(-1))?.Split(':')[0]);
        Assert.Null(Tell(Closes.AddDays(-1).AddMinutes(5)));
        Assert.Equal("programme", Tell(Programme.AddHours(1)));

        Assert.Null(SubscriptionNotice.For(Confirmed(Opens.AddMinutes(1)), At(Opens.AddMinutes(2)), Opens.AddMinutes(2)));
        Assert.NotNull(SubscriptionNotice.For(Confirmed(Opens), At(Opens), Opens));

        string? Tell(DateTimeOffset now)
        {
            var notice = SubscriptionNotice.For(subscription, At(now), now);
            if (notice is not null)
            {
                subscription.Tell(notice, now);
            }

            return notice?.Key;
        }
    }

    [Fact]
    public void What_was_not_chosen_or_not_confirmed_is_not_told()
    {
        var asked = Subscription.Ask(Guid.NewGuid(), EmailAddress.Parse("a@b.example").Value!, Opens.AddDays(-1));
        var other = Confirmed(Opens.AddDays(-1));
        Assert.True(other.Choose(false, true, true, Opens.AddDays(-1)).Succeeded);

        Assert.Null(SubscriptionNotice.For(asked, At(Opens), Opens));
        Assert.Null(SubscriptionNotice.For(other, At(Opens), Opens));
        Assert.NotNull(SubscriptionNotice.For(other, At(Closes.AddDays(-7)), Closes.AddDays(-7)));
    }

    [Fact]
    public void Two_mails_never_come_within_a_day()
    {
        var subscription = Confirmed(Opens.AddDays(-1));
        var moved = Closes.AddDays(7);
        DeadlineRecord[] records = [DeadlineRecord.Of(Guid.Empty, Closes, Opens.AddDays(-5)), DeadlineRecord.Of(Guid.Empty, moved, Closes.AddHours(-2))];

        Assert.Equal(SubscriptionNoticeKind.DeadlineMoved, Tell(Closes.AddHours(-1)));
        Assert.Null(Tell(Closes.AddHours(1)));
        Assert.Equal(SubscriptionNoticeKind.WeekLeft, Tell(Closes.AddHours(20)));

        SubscriptionNoticeKind? Tell(DateTimeOffset now)
        {
            var notice = SubscriptionNotice.For(subscription, At(now, moved, records), now);
            if (notice is not null)
            {
                subscription.Tell(notice, now);
            }

            return notice?.Kind;
        }
    }

    [Fact]
    public void Nothing_is_told_after_the_event() =>
        Assert.Empty(SubscriptionNotice.OpenAt(Programme.AddHours(1), Line(Closes) with { Ends = Programme }, [], [], true));

    [Fact]
    public void A_programme_that_is_hidden_is_not_told() => Assert.Empty(SubscriptionNotice.OpenAt(Programme.AddHours(1), Line(Closes), [], [], false));

    [Fact]
    public void A_confirmation_comes_within_seven_days_and_twice_without_harm()
    {
        var late = Subscription.Ask(Guid.NewGuid(), EmailAddress.Parse("a@b.example").Value!, Opens);
        var inTime = Subscription.Ask(Guid.NewGuid(), EmailAddress.Parse("a@b.example").Value!, Opens);

        Assert.Equal("subscription.lapsed", late.Choose(true, true, true, Opens.AddDays(7).AddSeconds(1)).Refusal!.Code);
        Assert.True(inTime.Choose(true, false, false, Opens.AddDays(7)).Succeeded);
        Assert.True(inTime.Choose(false, true, false, Opens.AddDays(90)).Succeeded);
        Assert.Equal(Opens.AddDays(7), inTime.ConfirmedAt);
        Assert.Equal("subscription.nothing", inTime.Choose(false, false, false, Opens).Refusal!.Code);
        late.AskAgain(Opens.AddDays(8));
        Assert.True(late.Choose(true, true, true, Opens.AddDays(9)).Succeeded);
    }

    [Fact]
    public void A_deadline_that_is_mended_at_once_did_not_move()
    {
        var records = new List<DeadlineRecord>();
        Note(Closes, Opens);
        Note(Closes, Opens.AddDays(1));
        Assert.Single(records);

        Note(Closes.AddDays(70), Opens.AddDays(2));
        Note(Closes.AddDays(7), Opens.AddDays(2).AddMinutes(5));
        Assert.Equal([Closes, Closes.AddDays(7)], records.Select(record => record.Deadline));

        Note(Closes, Opens.AddDays(2).AddMinutes(10));
        Assert.Equal([Closes], records.Select(record => record.Deadline));

        Note(Closes.AddDays(7), Opens.AddDays(3));
        Assert.Empty(DeadlineRecord.Moves(records, Opens, Opens.AddDays(3).AddMinutes(29)));
        Assert.Equal((records[1], Closes), Assert.Single(DeadlineRecord.Moves(records, Opens, Opens.AddDays(3).AddMinutes(30))));
        Assert.Empty(DeadlineRecord.Moves(records, Opens.AddDays(4), Opens.AddDays(5)));

        void Note(DateTimeOffset deadline, DateTimeOffset now)
        {
            if (DeadlineRecord.Note(records, Guid.Empty, deadline, now) is var (add, remove))
            {
                records.RemoveAll(record => record == remove);
                if (add is not null)
                {
                    records.Add(add);
                }
            }
        }
    }

    private static Subscription Confirmed(DateTimeOffset at)
    {
        var subscription = Subscription.Ask(Guid.NewGuid(), EmailAddress.Parse("a@b.example").Value!, at);
        Assert.True(subscription.Choose(true, true, true, at).Succeeded);
        return subscription;
    }

    private static IReadOnlyList<SubscriptionNotice> At(DateTimeOffset now, DateTimeOffset? closes = null, IReadOnlyList<DeadlineRecord>? records = null) =>
        SubscriptionNotice.OpenAt(now, Line(closes ?? Closes), [new CommonDeadline(false, closes ?? Closes, [])], records ?? [], true);

    private static Timeline Line(DateTimeOffset closes) => new(Opens, closes, TimeSpan.Zero, null, null, Programme, Programme.AddDays(40), Programme.AddDays(41));
}
