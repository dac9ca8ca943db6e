using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class BoardNameTests
{
    [Theory]
    [InlineData("P2", "P10")]
    [InlineData("A9", "B1")]
    [InlineData("p2", "P3")]
    [InlineData("P2", "p10")]
    [InlineData("P9", "P10a")]
    [InlineData("P10", "P10a")]
    [InlineData("P10a", "P10b")]
    [InlineData("P99999999999999999999998", "P99999999999999999999999")]
    [InlineData("P99999999999999999999999", "P100000000000000000000000")]
    [InlineData("P007", "P8")]
    [InlineData("P2-10", "P10-2")]
    [InlineData("", "P1")]
    [InlineData("1", "2A")]
    [InlineData("P", "P1")]
    [InlineData("P0", "P1")]
    [InlineData("P1", null)]
    [InlineData("", null)]
    public void One_board_stands_before_another(string before, string? after)
    {
        Assert.True(BoardName.Order.Compare(before, after) < 0);
        Assert.True(BoardName.Order.Compare(after, before) > 0);
    }

    [Fact]
    public void Case_and_leading_zeros_only_break_ties()
    {
        string?[] boards = ["p1", null, "P01", "P2", "P1", "p01", null];

        Assert.Equal(["P01", "P1", "p01", "p1", "P2", null, null], boards.Order(BoardName.Order));
        Assert.Equal(0, BoardName.Order.Compare(null, null));
    }

    [Fact]
    public void It_is_a_total_order()
    {
        var random = new Random(11);
        string?[] boards = [.. Enumerable.Range(0, 90).Select(_ => new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => "pP0127aé-"[random.Next(9)])])), null];
        foreach (var a in boards)
        {
            foreach (var b in boards)
            {
                Assert.Equal(Math.Sign(BoardName.Order.Compare(a, b)), -Math.Sign(BoardName.Order.Compare(b, a)));
                Assert.Equal(a == b, BoardName.Order.Compare(a, b) == 0);
                foreach (var c in boards)
                {
                    Assert.False(BoardName.Order.Compare(a, b) <= 0 && BoardName.Order.Compare(b, c) <= 0 && BoardName.Order.Compare(a, c) > 0, $"{a} ≤ {b} ≤ {c}, but not {a} ≤ {c}.");
                }
            }
        }
    }
}
