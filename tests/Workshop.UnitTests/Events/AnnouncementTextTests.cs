using System.Globalization;
using Workshop.Domain.Events;

namespace Workshop.UnitTests.Events;

public sealed class AnnouncementTextTests
{
    private static readonly AnnouncementFacts Usual = new(
        "Theory of Testing 2027", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 11), "Room 1, Old Observatory, Copenhagen",
        new DateTimeOffset(2027, 3, 13, 11, 59, 0, TimeSpan.Zero), EventZone.AnywhereOnEarth, "https://workshop.example/e/theory-of-testing-2027");

    [Theory]
    [InlineData(AnnouncementKind.CallOpen, "Theory of Testing 2027: the call for abstracts is open. 10–11 June 2027, Room 1, Old Observatory, Copenhagen. Submit by Fri 12 Mar 2027, 23:59 AoE. https://workshop.example/e/theory-of-testing-2027")]
    [InlineData(AnnouncementKind.OneWeekLeft, "One week left to submit to Theory of Testing 2027. 10–11 June 2027, Room 1, Old Observatory, Copenhagen. Deadline: Fri 12 Mar 2027, 23:59 AoE. https://workshop.example/e/theory-of-testing-2027")]
    [InlineData(AnnouncementKind.DeadlineExtended, "More time for your abstract: the new deadline of Theory of Testing 2027 is Fri 12 Mar 2027, 23:59 AoE. 10–11 June 2027, Room 1, Old Observatory, Copenhagen. https://workshop.example/e/theory-of-testing-2027")]
    [InlineData(AnnouncementKind.DecisionsOut, "The decisions of Theory of Testing 2027 are out; authors find theirs on the page of their submission. 10–11 June 2027, Room 1, Old Observatory, Copenhagen. https://workshop.example/e/theory-of-testing-2027")]
    [InlineData(AnnouncementKind.ProgrammeOut, "The programme of Theory of Testing 2027 is out: who speaks when, with all abstracts. 10–11 June 2027, Room 1, Old Observatory, Copenhagen. https://workshop.example/e/theory-of-testing-2027")]
    public void What_fits_is_told_in_full(AnnouncementKind kind, string text) => Assert.Equal(text, AnnouncementText.Write(kind, Usual));

    [Fact]
    public void The_building_goes_before_the_city_and_the_city_before_the_name()
    {
        var name = new string('N', 100);
        var far = AnnouncementText.Write(AnnouncementKind.CallOpen, Usual with { Name = name, Venue = $"Room {new string('r', 120)}, Observatory, Copenhagen" });
        var further = AnnouncementText.Write(AnnouncementKind.CallOpen, Usual with { Name = new string('N', 155), Venue = "Observatory, Copenhagen" });
        var furthest = AnnouncementText.Write(AnnouncementKind.CallOpen, Usual with { Name = string.Join(' ', Enumerable.Repeat("Theory", 60)) });

        Assert.Contains($"{name}: the call for abstracts is open. 10–11 June 2027, Observatory, Copenhagen. ", far, StringComparison.Ordinal);
        Assert.Contains($"{new string('N', 155)}: the call for abstracts is open. 10–11 June 2027. ", further, StringComparison.Ordinal);
        Assert.StartsWith("Theory Theory Theory", furthest, StringComparison.Ordinal);
        Assert.Contains("Theory…: the call", furthest, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_ever_longer_than_three_hundred_and_the_address_is_whole()
    {
        string[] letters = ["a", " ", "é", "e\u0301", "論", "👩‍🔬", "🇩🇰", "ש", ",", "\u202e", "\n", "👍🏽", "\u0301", "Ω", "\u200d"];
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var facts = Usual with { Name = Text(400), Venue = Text(300), Address = "https://w.example/e/" + new string('x', random.Next(0, 120)) };
            foreach (var kind in Enum.GetValues<AnnouncementKind>())
            {
                var text = AnnouncementText.Write(kind, facts);

                Assert.InRange(new StringInfo(text).LengthInTextElements, 1, AnnouncementText.MaxLength);
                Assert.EndsWith(facts.Address, text, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', text);
                Assert.Contains("2027", text, StringComparison.Ordinal);
            }
        }

        string Text(int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => letters[random.Next(letters.Length)]));
    }

    [Fact]
    public void An_address_that_fills_everything_stands_alone()
    {
        var address = "https://workshop.example/" + new string('x', 270);

        Assert.Equal(address, AnnouncementText.Write(AnnouncementKind.CallOpen, Usual with { Address = address }));
    }

    [Theory]
    [InlineData("Theory of Testing", 17, "Theory of Testing")]
    [InlineData("Theory of Testing", 12, "Theory of…")]
    [InlineData("Theory of Testing", 11, "Theory of…")]
    [InlineData("Theory, of Testing", 8, "Theory…")]
    [InlineData("👩‍🔬👩‍🔬👩‍🔬", 2, "👩‍🔬…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    public void Cutting_keeps_words_and_characters(string text, int most, string cut) => Assert.Equal(cut, AnnouncementText.Cut(text, most));

    [Fact]
    public void A_call_for_mailing_lists_has_all_facts_in_short_lines()
    {
        var text = CallForMailingLists.Write(new CallFacts(
            Usual, "Copenhagen time", [("Submission deadline", Usual.Deadline)], ["Talk: at most 2 pages, one PDF of at most 10 MB; an abstract of at most 200 words"], "", true, ["Foundations", "Explanations"],
            "We invite *extended abstracts* on the theory of testing, and everything that has to do with it in the widest sense.\n\n- one\n- two", "chairs@theory.example"));

        Assert.Equal(
            """
            Call for abstracts: Theory of Testing 2027
            ==========================================

            When: 10–11 June 2027 (Copenhagen time)
            Where: Room 1, Old Observatory, Copenhagen
            Submission deadline: Fri 12 Mar 2027, 23:59 AoE
            Submit at: https://workshop.example/e/theory-of-testing-2027
            Reviewing: double-blind: please leave names out of the PDF
            Questions: chairs@theory.example

            What can be submitted:
            - Talk: at most 2 pages, one PDF of at most 10 MB; an abstract of at
              most 200 words

            Topics:
            - Foundations
            - Explanations

            We invite *extended abstracts* on the theory of testing, and everything
            that has to do with it in the widest sense.

            - one
            - two


            """.ReplaceLineEndings("\n"),
            text);
    }
}
