using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class TitleHintsTests
{
    private const string Command = "LaTeX commands outside of dollar signs are shown as typed.";
    private const string Braces = "Braces and ties of LaTeX are shown as typed.";
    private const string Quotes = "Quotation marks in the way of LaTeX are shown as typed.";
    private const string Dashes = "Dashes in the way of LaTeX are shown as typed.";
    private const string Blanks = "There are two blanks in a row.";
    private const string Stop = "A title ends without a full stop.";
    private const string Capitals = "The title is in capitals. In the programme it reads better as a sentence; check the names.";

    [Theory]
    [InlineData("Bounds on $\\ell_1$.", "Bounds on $\\ell_1$", Stop)]
    [InlineData("Bounds on  sparse codes", "Bounds on sparse codes", Blanks)]
    [InlineData("On \\emph{small} reasons", "On small reasons", Command)]
    [InlineData("On \\textbf{very \\emph{small}} reasons", "On very small reasons", Command, Braces)]
    [InlineData("Reasons\\thanks{Supported by nobody} for trees", "Reasons for trees", Command)]
    [InlineData("Small reasons \\\\ for trees", "Small reasons for trees", Command)]
    [InlineData("Convergence of \\alpha-divergences", "Convergence of $\\alpha$-divergences", Command)]
    [InlineData("The {SHAP} values of~trees", "The SHAP values of trees", Braces)]
    [InlineData("Stra\\ss{}en and \\LaTeX", "Straßen and LaTeX", Command)]
    [InlineData("``Why'' asks `nobody'", "“Why” asks ‘nobody’", Quotes)]
    [InlineData("Reasons -- and why --- of trees", "Reasons – and why — of trees", Dashes)]
    [InlineData("ON THE COMPLEXITY OF SHAP: TREES WITH $N$ LEAVES", "On the complexity of SHAP: Trees with $N$ leaves", Capitals)]
    [InlineData("THE LLMS OF THE CNN WORLD", "The LLMS of the CNN world", Capitals)]
    [InlineData("\\textbf{ON THE  LIMITS OF EXPLANATION}.", "On the limits of explanation", Command, Blanks, Stop, Capitals)]
    public void What_could_read_better_is_said_and_put_right(string title, string suggestion, params string[] sentences)
    {
        var advice = TitleHints.For(title);

        Assert.Equal(suggestion, advice.Suggestion);
        Assert.Equal(sentences, advice.Sentences);
        Assert.Null(TitleHints.For(suggestion).Suggestion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(".")]
    [InlineData("Bounds on $\\ell_1$ and why they are tight")]
    [InlineData("A formula $\\text{with  \\emph{commands}}.$")]
    [InlineData("Fr\\'echet means of Poincar\\'{e} balls")]
    [InlineData("85\\% of $5 and $7")]
    [InlineData("PAC-BAYES")]
    [InlineData("What is XAI?")]
    [InlineData("And then…")]
    [InlineData("And then...")]
    [InlineData("A reply to Doe et al.")]
    [InlineData("Don't explain 'why'")]
    [InlineData("A{open brace")]
    public void Nothing_is_said_about_a_title_that_is_fine(string title)
    {
        Assert.Empty(TitleHints.For(title).Sentences);
        Assert.Null(TitleHints.For(title).Suggestion);
    }
}
