using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

[Trait("Database", "none")]
public sealed class AuthorRowsTests
{
    [Theory]
    [InlineData("up 1", "B A C", 1, 0)]
    [InlineData("up 2", "A C B", 0, 1)]
    [InlineData("down 0", "B A C", 1, 1)]
    [InlineData("down 1", "A C B", 0, 2)]
    [InlineData("remove 0", "B C", 0, 0)]
    [InlineData("remove 2", "A B", 0, 1)]
    [InlineData("add", "A B C ", 0, 3)]
    [InlineData("duplicate 0", "A A B C", 0, 1)]
    [InlineData("duplicate 2", "A B C C", 0, 3)]
    public void A_button_changes_the_order_and_the_presenter_keeps_the_row(string command, string names, int presenter, int touched)
    {
        var authors = Three(presenter: 0);

        Assert.True(authors.Edit(command));

        Assert.Equal(names, string.Join(' ', authors.Rows.Select(r => r.Name)));
        Assert.Equal(presenter, authors.Presenter);
        Assert.Equal(touched, authors.Touched);
    }

    [Theory]
    [InlineData("up 0")]
    [InlineData("down 2")]
    [InlineData("remove 3")]
    [InlineData("remove -1")]
    [InlineData("duplicate 3")]
    [InlineData("paste")]
    [InlineData("up")]
    [InlineData("up x")]
    [InlineData("shuffle 1")]
    public void A_command_that_makes_no_sense_changes_nothing(string command)
    {
        var authors = Three(presenter: 1);

        Assert.True(authors.Edit(command));

        Assert.Equal(["A", "B", "C"], authors.Rows.Select(r => r.Name));
        Assert.Equal(1, authors.Presenter);
    }

    [Fact]
    public void Removing_a_row_above_the_presenter_moves_the_presenter_up()
    {
        var authors = Three(presenter: 2);

        authors.Edit("remove 0");

        Assert.Equal(1, authors.Presenter);
    }

    [Fact]
    public void A_copy_has_the_affiliation_and_no_address_and_leaves_the_presenter_alone()
    {
        var authors = new AuthorRows { Rows = [new() { Name = "A", Email = "a@uni.example", Affiliation = "Uni", Orcid = "0000-0002-1825-0097" }, new() { Name = "B" }], Presenter = 1 };

        authors.Edit("duplicate 0");

        Assert.Equal(("A", "", "Uni", null), (authors.Rows[1].Name, authors.Rows[1].Email, authors.Rows[1].Affiliation, authors.Rows[1].Orcid));
        Assert.Equal(2, authors.Presenter);
    }

    [Fact]
    public void A_pasted_list_fills_what_is_empty_and_replaces_nothing()
    {
        var authors = new AuthorRows
        {
            Rows = [new() { Name = "Ada", Email = "ada@uni.example", Affiliation = "Mine" }, new()],
            Paste = "Ada Lovelace <ADA@uni.example>, Theirs, 0000-0002-1825-0097; Bo, Elsewhere; Cy <cy@uni.example>",
        };

        Assert.True(authors.Edit("paste"));

        Assert.Equal(
            [("Ada", "ada@uni.example", "Mine", "0000-0002-1825-0097"), ("Bo", "", "Elsewhere", ""), ("Cy", "cy@uni.example", "", "")],
            authors.Rows.Select(row => (row.Name, row.Email, row.Affiliation ?? "", row.Orcid ?? "")));
        Assert.Equal((0, null), (authors.Touched, authors.Paste));
    }

    [Fact]
    public void The_last_row_is_emptied_and_stays()
    {
        var authors = new AuthorRows { Rows = [new() { Name = "A" }] };

        authors.Edit("remove 0");

        Assert.Equal([""], authors.Rows.Select(r => r.Name));
        Assert.Equal(0, authors.Presenter);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_button_nothing_is_edited(string? command) => Assert.False(Three(0).Edit(command));

    private static AuthorRows Three(int presenter) => new() { Rows = [new() { Name = "A" }, new() { Name = "B" }, new() { Name = "C" }], Presenter = presenter };
}
