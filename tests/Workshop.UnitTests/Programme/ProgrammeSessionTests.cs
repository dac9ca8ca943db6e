using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class ProgrammeSessionTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Who_shared_the_slot_of_an_item_that_goes_begins_the_slot()
    {
        var session = new ProgrammeSession("Talks", SessionKind.Talks, Nine, Nine.AddHours(2), "Hall", "", [Item(1, 0, false), Item(2, 30, false), Item(3, 30, true), Item(4, 30, true)]);

        Assert.Equal([(2, false), (3, true), (4, true)], Left(1));
        Assert.Equal([(1, false), (3, false), (4, true)], Left(2));
        Assert.Equal([(1, false), (2, false), (4, true)], Left(3));
        Assert.Equal([(1, false), (4, false)], Left(2, 3));
        Assert.All(session.Only(item => item.Number == 4).Items, item => Assert.Equal(Nine.AddMinutes(30), item.Starts));

        IEnumerable<(int, bool)> Left(params int[] gone) => session.Only(item => !gone.Contains(item.Number!.Value)).Items.Select(item => (item.Number!.Value, item.SharesSlot));
    }

    private static ProgrammeItem Item(int number, int minutes, bool shares) => new($"p{number}", number, Nine.AddMinutes(minutes), 30, null, "Title", "", []) { SharesSlot = shares };
}
