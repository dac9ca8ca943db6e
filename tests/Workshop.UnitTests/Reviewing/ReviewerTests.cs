using System.Globalization;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class ReviewerTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_secret_of_an_invitation_is_not_kept()
    {
        var (reviewer, token) = Invite();

        Assert.Equal(32, token.Length);
        Assert.Equal(Reviewer.HashOf(token), reviewer.TokenHash);
        Assert.DoesNotContain(token, reviewer.TokenHash, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-03-25T22:59:00Z", "2027-03-20T10:00:00Z", 7, "2027-04-01T21:59:00Z")]
    [InlineData("2027-10-28T21:59:00Z", "2027-10-20T10:00:00Z", 7, "2027-11-04T22:59:00Z")]
    // It has passed: counted from the same time of day today.
    [InlineData("2027-03-25T22:59:00Z", "2027-03-27T10:00:00Z", 1, "2027-03-28T21:59:00Z")]
    public void More_time_keeps_the_time_of_day_when_clocks_change(string due, string now, int days, string expected) =>
        Assert.Equal(At(expected), Reviewer.LaterBy(days, At(due), EventZone.Find("Europe/Copenhagen").Value!, At(now)));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void An_invitation_is_good_to_its_last_instant()
    {
        var (reviewer, _) = Invite();

        Assert.Null(reviewer.CheckToken(Now + Reviewer.InvitationLasts));
        Assert.Equal("invitation.expired", reviewer.CheckToken(Now + Reviewer.InvitationLasts + TimeSpan.FromTicks(1))?.Code);
    }

    [Fact]
    public void Renewing_makes_the_old_link_useless()
    {
        var (reviewer, token) = Invite();

        Assert.NotEqual(token, reviewer.InviteAgain(Now).Value);
        Assert.NotEqual(Reviewer.HashOf(token), reviewer.TokenHash);
    }

    [Fact]
    public void Nobody_takes_over_an_accepted_invitation()
    {
        var (reviewer, _) = Invite();
        var person = Guid.NewGuid();

        Assert.True(reviewer.Accept(person, Now).Succeeded);
        Assert.Equal("invitation.someone-else", reviewer.Accept(Guid.NewGuid(), Now).Refusal?.Code);
        Assert.Equal(person, reviewer.PersonId);
    }

    [Fact]
    public void People_may_change_their_minds()
    {
        var (reviewer, _) = Invite();
        reviewer.Decline("On leave.", Now);
        Assert.True(reviewer.Accept(Guid.NewGuid(), Now).Succeeded);

        Assert.Equal((ReviewerState.Accepted, null), (reviewer.State, reviewer.DeclineReason));
    }

    private static (Reviewer Reviewer, string Token) Invite() =>
        Reviewer.Invite(Guid.NewGuid(), "Bo", EmailAddress.Parse("bo@uni.example").Value!, Now);
}
