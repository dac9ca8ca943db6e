using Workshop.Domain.Events;

namespace Workshop.UnitTests.Events;

public sealed class TopicListTests
{
    [Fact]
    public void A_line_with_a_colon_or_a_hash_opens_a_group() => Assert.Equal(
        [(null, "Games"), ("Theory", "Proofs"), ("Theory", "Bounds"), ("Practice", "Tools"), (null, "Other")],
        TopicList.Read(["Games", "Theory:", "Proofs", " Bounds ", "", "# Practice", "Tools", "proofs", "#", "Other"]));

    [Fact]
    public void Topics_are_written_as_they_are_read_and_keep_their_identity()
    {
        var settings = new EventSettings(
            "Theory of Testing", new DateOnly(2027, 3, 28), new DateOnly(2027, 3, 28), "Hall", EventZone.Utc, EventZone.AnywhereOnEarth,
            new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero), 0, null, 2, 10, true, 3, 6, "", null, ["Proofs", "Tools"]);
        var of = WorkshopEvent.Create("x", settings, settings.SubmissionsOpen).Value!;
        var proofs = of.Topics[0].Id;

        _ = of.Change(settings with { Topics = ["Practice:", "Tools", "#", "Proofs"] });

        Assert.Equal(["Practice:", "Tools", "#", "Proofs"], TopicList.Write(of.Topics));
        Assert.Equal(proofs, of.Topics[1].Id);
    }
}
