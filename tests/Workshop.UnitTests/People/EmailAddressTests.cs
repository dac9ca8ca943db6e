using Workshop.Domain.People;

namespace Workshop.UnitTests.People;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ada@uni.example")]
    [InlineData("  Ada.Lovelace+tag@sub.uni-x.example ")]
    [InlineData("o'brien@uni.example")]
    [InlineData("hạnh@sông.example")]
    public void Mailboxes_pass(string text) => Assert.True(EmailAddress.Parse(text).Succeeded);

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@uni.example")]
    [InlineData("ada@uni")]
    [InlineData("a b@uni.example")]
    [InlineData("ada@uni..example")]
    [InlineData("ada@-uni.example")]
    [InlineData(".ada@uni.example")]
    [InlineData("a..b@uni.example")]
    [InlineData("ada@uni.example\r\nBcc: all@uni.example")]
    [InlineData("Ada <ada@uni.example>")]
    [InlineData("ada@uni.example,bo@uni.example")]
    [InlineData("ada@b@uni.example")]
    [InlineData("ada@uni.example\0")]
    public void What_could_break_a_header_or_is_no_mailbox_is_refused(string text) =>
        Assert.Equal("email.malformed", EmailAddress.Parse(text).Refusal?.Code);

    [Fact]
    public void Case_makes_no_difference()
    {
        Assert.Equal(EmailAddress.Parse("ADA@Uni.Example").Value, EmailAddress.Parse("ada@uni.example").Value);
        Assert.Equal("ADA@Uni.Example", EmailAddress.Parse("ADA@Uni.Example").Value!.Address);
    }

    [Fact]
    public void A_refusal_shows_what_was_typed_without_control_characters() =>
        Assert.DoesNotContain('\u0007', EmailAddress.Parse("a\u0007 b").Refusal!.Message);

    [Theory]
    [InlineData("gmail.com", false)]
    [InlineData("", false)]
    [InlineData("uni.example", true)]
    public void A_mailbox_provider_is_no_institution(string domain, bool expected) => Assert.Equal(expected, EmailAddress.IsInstitutional(domain));
}
