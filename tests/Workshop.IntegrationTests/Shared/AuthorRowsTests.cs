using Workshop.Web.Features.Shared;

namespace Workshop.IntegrationTests.Shared;

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
