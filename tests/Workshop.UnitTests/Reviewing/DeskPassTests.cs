using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class DeskPassTests
{
    private static readonly DateTimeOffset Now = new(2027, 4, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 60)]
    [InlineData(10, 40)]
    [InlineData(-5, 30)] // due dates that have passed give no shorter link
    public void A_link_outlives_the_due_date_by_thirty_days(int? dueIn, int lasts)
    {
        var (pass, token) = Issue(dueIn is { } days ? Now.AddDays(days) : null);

        Assert.Equal(Now.AddDays(lasts), pass.ExpiresAt);
        Assert.Equal(32, token.Length);
        Assert.Equal(Reviewer.HashOf(token), pass.TokenHash);
    }

    [Fact]
    public void A_link_opens_once_up_to_its_last_instant()
    {
        var (pass, _) = Issue(null);

        Assert.Null(pass.WhyNotOpen(pass.ExpiresAt));
        Assert.Equal("desk.expired", pass.WhyNotOpen(pass.ExpiresAt.AddTicks(1))?.Code);
        Assert.False(pass.KeepsDeskOpen(Now));
        Assert.True(pass.Spend(pass.ExpiresAt).Succeeded);
        Assert.Equal("desk.spent", pass.Spend(pass.ExpiresAt).Refusal?.Code);
        Assert.True(pass.KeepsDeskOpen(pass.ExpiresAt + DeskPass.DeskEndsAfter));
        Assert.False(pass.KeepsDeskOpen((pass.ExpiresAt + DeskPass.DeskEndsAfter).AddTicks(1)));
    }

    [Fact]
    public void Ending_closes_the_link_and_the_desk()
    {
        var (unused, _) = Issue(null);
        var (used, _) = Issue(null);
        _ = used.Spend(Now);
        unused.End(Now);
        used.End(Now);
        used.End(Now.AddDays(1));

        Assert.Equal("desk.ended", unused.Spend(Now).Refusal?.Code);
        Assert.False(used.KeepsDeskOpen(Now));
        Assert.Equal(Now, used.EndedAt);
    }

    [Fact]
    public void An_open_invitation_lapses_and_whether_it_may_still_be_answered_is_the_organizers_choice()
    {
        var (reviewer, _) = Reviewer.Invite(Guid.NewGuid(), "Bo", EmailAddress.Parse("bo@uni.example").Value!, Now);

        Assert.True(reviewer.Lapse().Succeeded);

        Assert.Equal(ReviewerState.Lapsed, reviewer.State);
        Assert.Equal("reviewer.answered", reviewer.Lapse().Refusal?.Code);
        Assert.Null(reviewer.WhyNotAnswer(Now.AddDays(10), lateIsWelcome: true));
        Assert.Equal("invitation.lapsed", reviewer.WhyNotAnswer(Now.AddDays(10), lateIsWelcome: false)?.Code);
        Assert.True(reviewer.Accept(Guid.NewGuid(), Now.AddDays(10)).Succeeded);
        Assert.False(reviewer.Lapse().Succeeded);
    }

    private static (DeskPass Pass, string Token) Issue(DateTimeOffset? due) => DeskPass.Issue(Guid.NewGuid(), Guid.NewGuid(), due, DeskPassPurpose.Desk, Now);
}
