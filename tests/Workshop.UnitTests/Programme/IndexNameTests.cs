using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme;

public sealed class IndexNameTests
{
    [Theory]
    [InlineData("Ada Lovelace", "Lovelace, Ada", "L")]
    [InlineData("Anna van den Berg", "Berg, Anna van den", "B")]
    [InlineData("Ulrike von Luxburg", "Luxburg, Ulrike von", "L")]
    [InlineData("Mario De Rossi", "De Rossi, Mario", "D")]
    [InlineData("Vincent Van Gogh", "Van Gogh, Vincent", "V")]
    [InlineData("José María García-Márquez", "García-Márquez, José María", "G")]
    [InlineData("Muhammad al-Khwarizmi", "al-Khwarizmi, Muhammad", "A")]
    [InlineData("Martin Luther King Jr.", "King, Martin Luther, Jr.", "K")]
    [InlineData("Łukasz Łukasiewicz", "Łukasiewicz, Łukasz", "L")]
    [InlineData("Søren Ødegård", "Ødegård, Søren", "O")]
    [InlineData("Bertil Åström", "Åström, Bertil", "A")]
    [InlineData("Elif Þórsdóttir", "Þórsdóttir, Elif", "T")]
    [InlineData("Seán O'Neill", "O'Neill, Seán", "O")]
    [InlineData("Turing, Alan", "Turing, Alan", "T")]
    [InlineData("Plato", "Plato", "P")]
    [InlineData("王小明", "王小明", IndexName.OtherScripts)]
    [InlineData("山田 太郎", "山田 太郎", IndexName.OtherScripts)]
    [InlineData("דוד לוי", "לוי, דוד", IndexName.OtherScripts)]
    [InlineData("🦄 Ada Lovelace", "Lovelace, 🦄 Ada", "L")]
    [InlineData("🦄", "🦄", IndexName.OtherScripts)]
    [InlineData("van Gogh", "Gogh, van", "G")]
    public void A_name_is_turned_as_an_index_has_it(string name, string shown, string letter) =>
        Assert.Equal(new IndexName(shown, letter), IndexName.Of(name));

    [Fact]
    public void Accents_and_case_only_break_ties()
    {
        string[] names = ["Zoë Zhao", "Elif Çelik", "Anna Chen", "Bea Celik", "Åsa Åström", "Al Astor", "王小明", "Łu Łuk", "Li Luk", "Lo Lum"];

        var ordered = names.Select(IndexName.Of).OrderBy(name => name, IndexName.Order).Select(name => name.Shown);

        Assert.Equal(["Astor, Al", "Åström, Åsa", "Celik, Bea", "Çelik, Elif", "Chen, Anna", "Luk, Li", "Łuk, Łu", "Lum, Lo", "Zhao, Zoë", "王小明"], ordered);
    }

    [Fact]
    public void One_author_has_one_line_with_every_item_once()
    {
        ProgrammeItem Item(string key, params string[] names) => new(key, null, null, 0, null, key, "", [.. names.Select(name => ProgrammeAuthor.Of(name, ""))]);
        var session = new ProgrammeSession("S", SessionKind.Talks, default, default, "", "", [Item("one", "Zoe\u0308 Zhao", "Bo Berg", "Bo Berg"), Item("two", "bo berg", "Zoë Zhao")]);

        var index = AuthorIndex.Of(new ProgrammeDocument("E", default, default, "", "", [session]));

        Assert.Equal(["Berg, Bo", "Zhao, Zoë"], index.Select(entry => entry.Name.Shown));
        Assert.All(index, entry => Assert.Equal(["one", "two"], entry.Items));
    }

    [Fact]
    public void Affiliations_are_numbered_in_the_order_of_the_authors()
    {
        var numbered = NumberedAffiliations.Of([ProgrammeAuthor.Of("A", "Lab One; Lab Two"), ProgrammeAuthor.Of("B", "lab two"), ProgrammeAuthor.Of("C", "")]);

        Assert.Equal(["Lab One", "Lab Two"], numbered.Places);
        Assert.Equal([[1, 2], [2], []], numbered.NumbersOf);
        Assert.True(numbered.AreNeeded);
        Assert.False(NumberedAffiliations.Of([ProgrammeAuthor.Of("A", "Lab"), ProgrammeAuthor.Of("B", "Lab")]).AreNeeded);
    }

    [Theory]
    [InlineData("Ada Lovelace", new[] { "Ada Lovelace" })]
    [InlineData("Ada Lovelace, Alan Turing and Plato", new[] { "Ada Lovelace", "Alan Turing", "Plato" })]
    [InlineData("King, Martin; Plato", new[] { "King, Martin", "Plato" })]
    [InlineData("", new string[0])]
    public void Speakers_of_one_field_are_taken_apart(string speakers, string[] names) =>
        Assert.Equal(names, ProgrammeAuthor.Split(speakers, "").Select(author => author.Name));
}
