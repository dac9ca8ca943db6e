using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

[Trait("Database", "none")]
public sealed class StatusToneTests
{
    [Theory]
    [InlineData("Draft", "draft", "grey")]
    [InlineData("Submitted", "submitted", "blue")]
    [InlineData("InReview", "in review", "violet")]
    [InlineData("AcceptedTalk", "accepted talk", "green")]
    [InlineData("accepted-poster", "accepted poster", "teal")]
    [InlineData("Waitlist", "waitlist", "amber")]
    [InlineData("Withdrawn", "withdrawn", "struck")]
    [InlineData("problem", "problem", "red")]
    [InlineData("Editors’ choice", "editors’ choice", "plain")]
    public void A_state_has_its_words_and_its_tone(string value, string words, string tone)
    {
        Assert.Equal(words, StatusTone.Words(value));
        Assert.Equal(tone, StatusTone.Of(StatusTone.Words(value)));
    }

    [Fact]
    public void A_rejection_is_never_red() => Assert.Equal("plain", StatusTone.Of(StatusTone.Words("Rejected")));
}
