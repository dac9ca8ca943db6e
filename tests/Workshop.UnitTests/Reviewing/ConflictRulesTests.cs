using Workshop.Domain.Reviewing;

namespace Workshop.UnitTests.Reviewing;

public sealed class ConflictRulesTests
{
    private static readonly Guid Me = Guid.NewGuid();
    private static readonly Guid Owner = Guid.NewGuid();

    [Theory]
    [InlineData("me@uni.example", "other@else.example", false, null)]
    [InlineData("me@uni.example", "me@uni.example", false, ConflictKind.OwnPaper)]
    [InlineData("me@uni.example", "colleague@uni.example", false, ConflictKind.SameInstitution)]
    [InlineData("me@uni.example", "someone@dept.uni.example", false, null)]
    [InlineData("me@gmail.com", "other@gmail.com", false, null)]
    [InlineData("me@uni.example", "other@else.example", true, ConflictKind.Declared)]
    [InlineData("me@uni.example", "colleague@uni.example", true, ConflictKind.Declared)]
    [InlineData("me@uni.example", "me@uni.example", true, ConflictKind.OwnPaper)]
    [InlineData("me@uni.example", "", false, null)]
    public void The_strongest_reason_is_given(string mine, string author, bool declared, ConflictKind? expected) =>
        Assert.Equal(expected, ConflictRules.Find(Me, [mine], Owner, ["owner@third.example"], [author], declared)?.Kind);

    [Fact]
    public void The_submitter_is_an_author_even_when_not_listed()
    {
        Assert.Equal(ConflictKind.OwnPaper, ConflictRules.Find(Owner, ["owner@third.example"], Owner, ["owner@third.example"], ["a@b.example"], false)?.Kind);
        Assert.Equal(ConflictKind.OwnPaper, ConflictRules.Find(Me, ["second@mine.example"], Owner, ["second@mine.example"], ["a@b.example"], false)?.Kind);
        Assert.Equal(ConflictKind.SameInstitution, ConflictRules.Find(Me, ["me@third.example"], Owner, ["owner@third.example"], ["a@b.example"], false)?.Kind);
    }

    [Fact]
    public void Every_address_of_the_person_counts() =>
        Assert.Equal(ConflictKind.OwnPaper, ConflictRules.Find(Me, ["a@gmail.com", "b@old-uni.example"], Owner, [], ["b@old-uni.example"], false)?.Kind);
}
