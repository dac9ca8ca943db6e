using Workshop.Domain.Matching;

namespace Workshop.UnitTests.Matching;

public class TokensTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("the of and a", "")]
    [InlineData("a b 7", "")]
    [InlineData("Robust Explanations", "robust explan")]
    [InlineData("k-means in 3D, GPT-4o", "mean 3d gpt 4o")]
    [InlineData("Über Schrödinger’s naïve façade", "uber schroding naiv facad")]
    [InlineData("Straße Łódź Ærø", "strass lodz aero")]
    [InlineData("ﬁnite eﬀect ℓ1 𝒜𝓑", "finit effect l1 ab")]
    [InlineData("soft\u00ADware zero\u200Dwidth", "softwar zerowidth")]
    [InlineData("optimi-\nzation semi-\nKnown", "optim semi known")]
    [InlineData("深層学習 обучение", "深層学習 обучение")]
    [InlineData("half \ud83d surrogate", "half surrog")]
    public void Plain_text_becomes_stems(string text, string stems)
    {
        Assert.Equal(stems, string.Join(' ', Tokens.Of(text).Select(t => t.Stem)));
    }

    [Theory]
    [InlineData(@"Schr\""{o}dinger and Erd\H{o}s, Fran\c{c}ois, Stra\ss e", "schroding erdo francoi strass")]
    [InlineData(@"$\varepsilon$-differential privacy", "epsilon differenti privaci")]
    [InlineData(@"the $\ell_1$ and $L_{2}$ norms", "l1 l2 norm")]
    [InlineData(@"a map $f\colon \mathbb{R}^d \to \mathbb{R}$", "map rd")]
    [InlineData(@"\emph{robust} \textbf{learning}", "robust learn")]
    [InlineData(@"as shown by \citet[p.~3]{smith2020} in \cref{thm:main}", "shown")]
    [InlineData(@"\(\Theta(n \log n)\) time", "theta time")]
    [InlineData("it costs $5 a day", "cost dai")]
    [InlineData(@"open $\alpha", "open alpha")]
    [InlineData(@"broken \cite{never closed", "broken never close")]
    [InlineData("ends in \\", "end")]
    public void Latex_is_read_away(string text, string stems)
    {
        Assert.Equal(stems, string.Join(' ', Tokens.Of(text).Select(t => t.Stem)));
    }

    [Fact]
    public void A_text_of_opening_braces_is_read_at_once()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.NotEmpty(Tokens.Of(string.Concat(Enumerable.Repeat(@"\cite{", 1 << 17)) + " end of it"));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void A_token_keeps_the_word_as_it_stood()
    {
        Assert.Equal([new Token("generalizations", "gener")], Tokens.Of("Generalizations"));
    }

    // From the tables of Porter's paper.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("feed", "feed")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("bled", "bled")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("troubled", "troubl")]
    [InlineData("sized", "size")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("hissing", "hiss")]
    [InlineData("fizzed", "fizz")]
    [InlineData("failing", "fail")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("conditional", "condit")]
    [InlineData("rational", "ration")]
    [InlineData("digitizer", "digit")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("feudalism", "feudal")]
    [InlineData("decisiveness", "decis")]
    [InlineData("sensibility", "sensibl")]
    [InlineData("triplicate", "triplic")]
    [InlineData("formative", "form")]
    [InlineData("electrical", "electr")]
    [InlineData("goodness", "good")]
    [InlineData("revival", "reviv")]
    [InlineData("adjustable", "adjust")]
    [InlineData("replacement", "replac")]
    [InlineData("adoption", "adopt")]
    [InlineData("effective", "effect")]
    [InlineData("probate", "probat")]
    [InlineData("rate", "rate")]
    [InlineData("cease", "ceas")]
    [InlineData("controll", "control")]
    [InlineData("roll", "roll")]
    [InlineData("generalizations", "gener")]
    [InlineData("oscillators", "oscil")]
    [InlineData("is", "is")]
    public void Porter_stems_are_those_of_the_paper(string word, string stem)
    {
        Assert.Equal(stem, PorterStem.Of(word));
    }
}
