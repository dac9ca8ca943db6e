using Workshop.Domain.Matching;

namespace Workshop.UnitTests.Matching;

public sealed class TextSimilarityTests
{
    [Fact]
    public void The_cosine_by_hand()
    {
        // "cat" is in two of three texts, "dog" and "owl" in one.
        var texts = Of("cat cat dog", "cat owl", "");
        var (common, rare) = (Math.Log(4.0 / 3) + 1, Math.Log(4.0 / 2) + 1);
        double[] one = [(1 + Math.Log(2)) * common, rare];
        double[] other = [common, rare];

        Assert.Equal(one[0] * other[0] / Math.Sqrt(((one[0] * one[0]) + (one[1] * one[1])) * ((other[0] * other[0]) + (other[1] * other[1]))), texts[0, 1], 1e-15);
        Assert.Equal((0, 0), (texts[0, 2], texts[2, 2]));
        Assert.Equal(1, texts[0, 0], 1e-12);
    }

    [Fact]
    public void It_is_symmetric_to_the_last_bit_and_reads_no_full_text()
    {
        var random = new Random(3);
        MatchingText[] texts = [.. Enumerable.Range(0, 40).Select(i => new MatchingText($"t{i}", string.Join(' ', Enumerable.Range(0, 30).Select(_ => $"word{(char)('a' + random.Next(20))}")), "something else entirely"))];
        var similarity = TextSimilarity.Of(texts, TestContext.Current.CancellationToken);
        var without = TextSimilarity.Of([.. texts.Select(text => text with { FullText = null })], TestContext.Current.CancellationToken);
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < texts.Length; j++)
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(similarity[i, j]), BitConverter.DoubleToInt64Bits(similarity[j, i]));
                Assert.Equal(without[i, j], similarity[i, j]);
                Assert.InRange(similarity[i, j], 0, 1);
            }
        }
    }

    [Fact]
    public void A_topic_is_what_some_texts_share_and_the_others_do_not()
    {
        var texts = Of(
            "Shapley values explain models. We compute Shapley values of trees.", "Approximate Shapley values for deep models and trees", "Conformal prediction with calibrated models, 2024", "Calibration of models by Conformal prediction, 2024");

        Assert.Equal(["Shapley", "values", "trees"], texts.TopicOf([0, 1]));
        Assert.Equal(["calibrated", "conformal"], texts.TopicOf([2, 3], 2).Select(word => word.ToLowerInvariant()));
        Assert.DoesNotContain("2024", texts.TopicOf([2, 3], 10));
        Assert.DoesNotContain("models", texts.TopicOf([0, 1], 10));
        Assert.Empty(texts.TopicOf([]));
        Assert.Empty(Of("", "").TopicOf([0, 1]));
        Assert.NotEmpty(texts.TopicOf([1]));
    }

    private static TextSimilarity Of(params string[] texts) => TextSimilarity.Of([.. texts.Select((text, i) => new MatchingText($"t{i}", text))], TestContext.Current.CancellationToken);
}
