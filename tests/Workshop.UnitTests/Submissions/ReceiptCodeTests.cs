using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class ReceiptCodeTests
{
    [Fact]
    public void A_code_has_twenty_signs_that_nobody_confuses_and_no_two_are_alike()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => ReceiptCode.Create()).ToList();

        Assert.Equal(1000, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{20}$", code));
    }

    [Theory]
    [InlineData("01ABC-DEFGH-JKMNP-QRSTV", "01ABCDEFGHJKMNPQRSTV")]
    [InlineData(" 0labc defgh jkmnp qrstv ", "01ABCDEFGHJKMNPQRSTV")]
    [InlineData("OIabcdefghjkmnpqrstv", "01ABCDEFGHJKMNPQRSTV")]
    public void What_is_typed_or_read_aloud_is_understood(string typed, string code) => Assert.Equal(code, ReceiptCode.Read(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01ABC-DEFGH-JKMNP-QRST")]
    [InlineData("01ABC-DEFGH-JKMNP-QRSTVW")]
    [InlineData("U1ABC-DEFGH-JKMNP-QRSTV")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(ReceiptCode.Read(typed));

    [Fact]
    public void It_is_shown_in_groups() => Assert.Equal("01ABC-DEFGH-JKMNP-QRSTV", ReceiptCode.Grouped("01ABCDEFGHJKMNPQRSTV"));
}
