using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class AttendeeTests
{
    [Fact]
    public void Everybody_stands_once_with_all_roles()
    {
        var badges = Attendee.Merge(
        [
            new("Ada Lovelace", "", "Speaker", "ada@one.example"),
            new("Bo Berg", "KU", "Author", "bo@ku.example"),
            new("Augusta Ada Lovelace", "London", "Organizer", "ada@one.example"),
            new("Ada  Lovelace", "London", "Speaker"),
            new(" ", "Nowhere", "Author"),
        ]);

        Assert.Equal([("Bo Berg", "KU", "Author"), ("Ada Lovelace", "London", "Speaker · Organizer")], badges.Select(badge => (badge.Name, badge.Affiliation, badge.Role)));
    }

    [Fact]
    public void Two_people_of_one_name_keep_two_badges()
    {
        var badges = Attendee.Merge([new("Wei Wang", "Peking", "Author", "wei@pku.example"), new("Wei Wang", "Tsinghua", "Author", "wei@thu.example"), new("Wei Wang", "Peking", "Reviewer", "other@pku.example")]);

        Assert.Equal([("Peking", "Author · Reviewer"), ("Tsinghua", "Author")], badges.Select(badge => (badge.Affiliation, badge.Role)));
    }

    [Theory]
    [InlineData("Name;Affiliation;Role\nAda Lovelace;London, England;Press\n\nBo")]
    [InlineData("Ada Lovelace,\"London, England\",Press\r\nBo,")]
    [InlineData("name\taffiliation\nAda Lovelace\tLondon, England\tPress\nBo\t\t")]
    public void A_pasted_list_is_read(string pasted)
    {
        Assert.Equal([new Attendee("Ada Lovelace", "London, England", "Press"), new Attendee("Bo", "", "Guest")], Attendee.Read(pasted, "Guest").Value!);
    }

    [Theory]
    [InlineData("Ada;London\n;Paris", "badges.name-missing", "Line 2")]
    [InlineData("Ada", "", "")]
    [InlineData("", "", "")]
    public void A_line_without_a_name_is_named(string pasted, string code, string says)
    {
        var read = Attendee.Read(pasted, "Guest");

        Assert.Equal(code, read.Refusal?.Code ?? "");
        Assert.Contains(says, read.Refusal?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_and_lists_have_limits()
    {
        Assert.Equal("badges.line-too-long", Attendee.Read(new string('x', Attendee.MaxLineLength + 1), "").Refusal!.Code);
        Assert.Equal("badges.too-many", Attendee.Read(string.Concat(Enumerable.Repeat("Ada\n", Attendee.MostLines + 1)), "").Refusal!.Code);
        Assert.Equal(Attendee.MostLines, Attendee.Read(string.Concat(Enumerable.Repeat("Ada\n", Attendee.MostLines)), "").Value!.Count);
    }
}
