using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class PrintRulesTests
{
    private static readonly DateTimeOffset Nine = new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2));

    [Theory]
    [InlineData("#000", "#000000", 21.0)]
    [InlineData("1c4a72", "#1c4a72", 9.24)]
    [InlineData("#767676", "#767676", 4.5)]
    public void A_readable_colour_is_taken(string typed, string hex, double contrast)
    {
        var colour = AccentColour.Read(typed).Value!;

        Assert.Equal(hex, colour.Hex);
        Assert.Equal(contrast, colour.ContrastWithWhite, 0.1);
        Assert.Same(colour, colour.Darkened());
    }

    [Theory]
    [InlineData("#777777")]
    [InlineData("#ffd400")]
    [InlineData("#ffffff")]
    [InlineData("#00ff00")]
    public void A_colour_too_light_is_refused_with_a_darker_one(string typed)
    {
        var refusal = AccentColour.Read(typed).Refusal!;

        Assert.Equal("front.colour-too-light", refusal.Code);
        var proposed = refusal.Message.Split(' ').First(word => word.StartsWith('#') && word != typed)[..7];
        var colour = AccentColour.Read(proposed).Value!;
        Assert.True(colour.ContrastWithWhite is >= 4.5 and < 5.2, proposed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    public void What_is_no_colour_is_refused(string typed) => Assert.Equal("front.colour", AccentColour.Read(typed).Refusal!.Code);

    [Fact]
    public void Thirteen_pages_fold_into_four_sheets() =>
        Assert.Equal(
            [new(null, 1), new(2, null), new(null, 3), new(4, 13), new(12, 5), new(6, 11), new(10, 7), new SheetSide(8, 9)],
            FoldedSheets.Order(13));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(64)]
    public void Folded_and_nested_the_pages_follow_one_another(int pages)
    {
        var sides = FoldedSheets.Order(pages);

        // Reading: the right halves of the fronts and left halves of the backs from outside in, then back out again.
        var inwards = sides.Chunk(2).SelectMany(sheet => new[] { sheet[0].Right, sheet[1].Left });
        var outwards = sides.Chunk(2).Reverse().SelectMany(sheet => new[] { sheet[1].Right, sheet[0].Left });
        Assert.Equal(Enumerable.Range(1, pages), inwards.Concat(outwards).OfType<int>());
        Assert.Equal((pages + 3) / 4 * 2, sides.Count);
    }

    [Fact]
    public void No_pages_need_no_sheet() => Assert.Empty(FoldedSheets.Order(0));

    [Fact]
    public void Topics_are_sorted_with_their_items_in_order()
    {
        ProgrammeItem Item(string key, params string[] topics) => new(key, null, null, 0, null, key, "", []) { Topics = topics };
        var programme = Programme(Session("A", "", 0, 60) with { Items = [Item("x", "Zebra", "éclair"), Item("y", "Zebra", "zebra"), Item("z", "Farm")] });

        var index = TopicIndex.Of(programme);

        Assert.Equal(["éclair", "Farm", "Zebra"], index.Select(entry => entry.Topic));
        Assert.Equal(["x", "y"], index[2].Items);
    }

    [Fact]
    public void Front_matter_reads_its_lines_and_says_them_again()
    {
        var front = ProgrammeFrontMatter.Open(Guid.NewGuid());

        Assert.True(front.Write(Content with { Committee = "Ada Lovelace; London, UK; Chair\n\nBo Berg", Sponsors = "Acme; Gold; https://acme.example\nBolt", Accent = "#1C4A72" }).Succeeded);

        Assert.Equal([new("Ada Lovelace", "London, UK", "Chair"), new ProgrammePerson("Bo Berg", "")], front.Committee);
        Assert.Equal("Ada Lovelace; London, UK; Chair\nBo Berg", FrontMatterLines.Text(front.Committee));
        Assert.Equal("Acme; Gold; https://acme.example\nBolt", FrontMatterLines.Text(front.Sponsors));
        Assert.Equal(("#1c4a72", 1), (front.Accent, front.Revision));
        Assert.True(front.ShowSponsorLogo("Acme", "abc"));
        Assert.False(front.ShowSponsorLogo("Nobody", "abc"));
        Assert.True(front.Write(Content with { Sponsors = "Bolt; Silver\nacme" }).Succeeded);
        Assert.Equal(["", "abc"], front.Sponsors.Select(sponsor => sponsor.Logo));
    }

    [Theory]
    [InlineData("Ada; a; b; c", "", "", "front.person", "Committee")]
    [InlineData("; a", "", "", "front.person", "Committee")]
    [InlineData("", "Acme; Gold; javascript:alert(1)", "", "front.sponsor-address", "Sponsors")]
    [InlineData("", "Acme\nACME", "", "front.sponsor-twice", "Sponsors")]
    [InlineData("", "", "#ffff00", "front.colour-too-light", "Accent")]
    public void Front_matter_refuses_under_the_field(string committee, string sponsors, string accent, string code, string field)
    {
        var front = ProgrammeFrontMatter.Open(Guid.NewGuid());

        var refusal = front.Write(Content with { Committee = committee, Sponsors = sponsors, Accent = accent, Welcome = "kept out" }).Refusal!;

        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.Equal(("", 0), (front.Welcome, front.Revision));
    }

    [Fact]
    public void Reviewers_are_named_only_when_they_are_to_be_thanked()
    {
        var front = ProgrammeFrontMatter.Open(Guid.NewGuid());
        ProgrammePerson[] reviewers = [new("Rita", "")];

        Assert.Empty(front.Front(reviewers).Reviewers);
        front.Write(Content with { ThanksReviewers = true });
        Assert.Equal(reviewers, front.Front(reviewers).Reviewers);
    }

    private static FrontMatterContent Content => new("", "", "", false, "", "");

    private static ProgrammeSession Session(string title, string room, int from, int to) => new(title, SessionKind.Talks, Nine.AddMinutes(from), Nine.AddMinutes(to), room, "", []);

    private static ProgrammeDocument Programme(params ProgrammeSession[] sessions) => new("", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "", "", sessions);
}
