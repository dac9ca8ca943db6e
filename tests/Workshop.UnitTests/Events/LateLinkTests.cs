using Workshop.Domain.Events;

namespace Workshop.UnitTests.Events;

public sealed class LateLinkTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_secret_has_128_bits_and_is_kept_as_a_hash_only()
    {
        var (link, token) = Make(1);

        Assert.Equal(32, token.Length);
        Assert.NotEqual(token, Make(1).Token);
        Assert.Equal(LateLink.HashOf(token), link.TokenHash);
        Assert.DoesNotContain(token, link.TokenHash, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, "late-link.expired")]
    public void It_works_to_its_last_second(int seconds, string? expected) =>
        Assert.Equal(expected, Make(1).Link.Use(Guid.NewGuid(), Now.AddDays(1).AddSeconds(seconds)).Refusal?.Code);

    [Fact]
    public void It_is_spent_after_its_uses_and_pressing_twice_takes_one()
    {
        var link = Make(2).Link;
        var ada = Guid.NewGuid();

        var first = link.Use(ada, Now).Value!;
        Assert.Same(first, link.Use(ada, Now).Value);
        first.Begin(Guid.NewGuid());
        Assert.NotSame(first, link.Use(ada, Now).Value);

        Assert.Equal(2, link.Taken);
        Assert.Equal("late-link.spent", link.Use(Guid.NewGuid(), Now).Refusal?.Code);
    }

    [Fact]
    public void Taken_back_it_works_for_nobody()
    {
        var link = Make(5).Link;
        var ada = Guid.NewGuid();
        _ = link.Use(ada, Now);

        link.Revoke(Now);

        Assert.Equal("late-link.revoked", link.Use(ada, Now).Refusal?.Code);
        Assert.Equal("late-link.revoked", link.WhyNotUse(Now)?.Code);
    }

    [Theory]
    [InlineData(0, 1, "late-link.uses")]
    [InlineData(1, 1, null)]
    [InlineData(100, 1, null)]
    [InlineData(101, 1, "late-link.uses")]
    [InlineData(1, 0, "late-link.expired-already")]
    public void It_is_made_for_1_to_100_submissions_and_for_later(int uses, int seconds, string? expected) =>
        Assert.Equal(expected, LateLink.Make(Guid.NewGuid(), uses, Now.AddSeconds(seconds), null, "", Guid.NewGuid(), Now).Refusal?.Code);

    private static (LateLink Link, string Token) Make(int uses) => LateLink.Make(Guid.NewGuid(), uses, Now.AddDays(1), null, "", Guid.NewGuid(), Now).Value;
}
