using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class RelatedItemsTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void The_closest_come_first_and_say_what_they_share()
    {
        var related = Of(Programme(
            Item(1, "Calibration of conformal predictors", "Conformal sets give calibration guarantees for every classifier."),
            Item(2, "Conformal calibration under shift", "We study conformal prediction and calibration when distributions shift."),
            Item(3, "Training of sparse autoencoders", "Dictionary learning finds sparse features of language models."),
            Item(4, "Sparse features in vision", "Sparse autoencoders find features in vision and language models.")));

        var one = Assert.Single(related.To("p1", 5));
        Assert.Equal("p2", one.Key);
        Assert.InRange(one.Affinity, 0.06, 1);
        Assert.Contains("conformal", one.SharedTerms);
        Assert.Contains("calibration", one.SharedTerms);
        Assert.Equal("p4", Assert.Single(related.To("p3", 5)).Key);
    }

    [Fact]
    public void Breaks_and_what_is_to_be_announced_are_related_to_nothing()
    {
        var tba = Item(null, null, "Calibration of conformal predictors") with { Key = "tba" };
        var lunch = Item(null, "Calibration of conformal predictors", "") with { Key = "lunch", Authors = [] };
        var related = Of(Programme(Item(1, "Calibration of conformal predictors", ""), tba, lunch));

        foreach (var key in new[] { "p1", "tba", "lunch", "unknown" })
        {
            Assert.Empty(related.To(key, 5));
        }
    }

    [Fact]
    public void No_more_than_asked_for_and_the_same_every_time()
    {
        var programme = Programme([.. Enumerable.Range(1, 12).Select(number => Item(number, $"Calibration of conformal predictors {number}", "The same words for everybody, again."))]);

        var first = Of(programme).To("p5", 3);

        Assert.Equal(["p1", "p2", "p3"], first.Select(item => item.Key));
        Assert.Equal(first.Select(item => item.Affinity), Of(programme).To("p5", 3).Select(item => item.Affinity));
    }

    private static RelatedItems Of(ProgrammeDocument programme) => RelatedItems.Of(programme, TestContext.Current.CancellationToken);

    private static ProgrammeItem Item(int? number, string? title, string about) => new($"p{number}", number, Nine, 20, null, title, about, [new ProgrammeAuthor("Ada Lovelace", [])]);

    private static ProgrammeDocument Programme(params ProgrammeItem[] items) => new(
        "Theory of Testing 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "", "Copenhagen time", [new ProgrammeSession("Morning", SessionKind.Talks, Nine, Nine.AddHours(3), "Room 1", "", items)]);
}
