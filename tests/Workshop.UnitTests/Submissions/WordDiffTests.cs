using System.Diagnostics;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("Same words", "Same words", "Same words")]
    [InlineData("", "New", "+New+")]
    [InlineData("Old", "", "-Old-")]
    [InlineData("Bounds on trees", "Sharp bounds on trees", "-Bounds -+Sharp bounds +on trees")]
    [InlineData("A bound for trees", "A sharp bound for trees", "A +sharp +bound for trees")]
    [InlineData("We prove it.", "We prove it, too.", "We prove it+, too+.")]
    [InlineData("non-convex loss", "non-smooth loss", "-non-convex -+non-smooth +loss")]
    [InlineData("It's Fr\\'echet's", "It's Fréchet's", "It's -Fr\\'echet's-+Fréchet's+")]
    [InlineData("公平性の証明", "公平な証明", "公平-性の-+な+証明")]
    public void Words_that_changed_are_marked_and_the_others_are_not(string before, string after, string expected) => Assert.Equal(expected, Shown(before, after));

    [Theory]
    [InlineData("a bound of $O(n \\log n)$ holds", "a bound of $O(n)$ holds", "a bound of -$O(n \\log n)$ -+$O(n)$ +holds")]
    [InlineData("the $\\ell_1$-norm", "the $\\ell_2$-norm", "the -$\\ell_1$-+$\\ell_2$+-norm")]
    public void Formula_is_never_cut_in_two(string before, string after, string expected) => Assert.Equal(expected, Shown(before, after));

    [Theory]
    [InlineData("one  two\nthree", "one two three", "one two three")]
    [InlineData(" one", "one ", "- -one ")]
    [InlineData("One. Two.", "One.\n\nTwo.", "One.+\n\n+Two.")]
    [InlineData("One.\n\nTwo.", "One.\n \nTwo.", "One.\n \nTwo.")]
    public void White_space_is_no_difference_and_a_paragraph_break_is_one(string before, string after, string expected) => Assert.Equal(expected, Shown(before, after));

    [Fact]
    public void A_word_that_stayed_by_chance_belongs_to_the_change_and_a_sentence_does_not()
    {
        Assert.Equal("We bound -the rate of regret-+every kind of loss+", Shown("We bound the rate of regret", "We bound every kind of loss"));
        Assert.Equal(
            "-Completely other words here-+Nothing like the beginning+. This sentence of the middle stayed as it was. -Ends so-+Stops otherwise+.",
            Shown("Completely other words here. This sentence of the middle stayed as it was. Ends so.", "Nothing like the beginning. This sentence of the middle stayed as it was. Stops otherwise."));
    }

    [Fact]
    public void Both_texts_can_be_read_from_the_runs_whatever_they_are()
    {
        var random = new Random(20251202);
        for (var round = 0; round < 2000; round++)
        {
            var (before, after) = (Text(), Text());

            var runs = WordDiff.Between(before, after);

            Assert.Equal(after, string.Concat(runs.Where(run => run.Kind != DiffKind.Removed).Select(run => run.Text)));
            Assert.Equal(Squeezed(before), Squeezed(string.Concat(runs.Where(run => run.Kind != DiffKind.Added).Select(run => run.Text))));
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.NotEqual(pair.First.Kind, pair.Second.Kind));
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => ((string[])["a", "b", "word ", " ", "\n\n", "$x$", ",", ". ", "\\'e", "\\", "$", "公", "😀"])[random.Next(13)]));

        static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
    }

    /// <summary>The textbook's algorithm as the judge.</summary>
    [Fact]
    public void As_many_words_are_kept_as_a_table_of_all_pairs_finds()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            // Words that are too long to have stayed by chance, so that none of them is counted with the changes.
            string[] before = [.. Enumerable.Range(0, random.Next(12)).Select(_ => new string((char)('a' + random.Next(4)), 30))];
            string[] after = [.. Enumerable.Range(0, random.Next(12)).Select(_ => new string((char)('a' + random.Next(4)), 30))];

            var kept = WordDiff.Between(string.Join(' ', before), string.Join(' ', after)).Where(run => run.Kind == DiffKind.Same).Sum(run => run.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

            Assert.Equal(LongestCommonSubsequence(before, after), kept);
        }
    }

    [Theory]
    [InlineData("公平性")]
    [InlineData("ab ")]
    [InlineData(". ,")]
    [InlineData("\\(")]
    public void Ten_thousand_hostile_characters_take_no_time(string letters)
    {
        var random = new Random(1);
        var (before, after) = (Text(), Text());
        var watch = Stopwatch.StartNew();

        var runs = WordDiff.Between(before, after);

        Assert.NotEmpty(runs);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");

        string Text() => string.Concat(Enumerable.Range(0, 10_000).Select(_ => letters[random.Next(letters.Length)]));
    }

    private static int LongestCommonSubsequence(string[] before, string[] after)
    {
        var table = new int[before.Length + 1, after.Length + 1];
        for (var i = 1; i <= before.Length; i++)
        {
            for (var j = 1; j <= after.Length; j++)
            {
                table[i, j] = before[i - 1] == after[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[before.Length, after.Length];
    }

    private static string Shown(string before, string after) => string.Concat(WordDiff.Between(before, after).Select(run => run.Kind switch
    {
        DiffKind.Removed => $"-{run.Text}-",
        DiffKind.Added => $"+{run.Text}+",
        _ => run.Text,
    }));
}
