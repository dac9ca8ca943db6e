namespace Workshop.Benchmarks;

/// <summary>Makes texts and interests that hang together by topic, the same ones for the same seed.</summary>
internal sealed class TopicWorld(int seed)
{
    private const int Topics = 12;
    private const int WordsOfTopic = 400;
    private const int CommonWords = 2000;

#pragma warning disable CA5394 // Repeatable is what a benchmark wants.
    private readonly Random _random = new(seed);

    /// <summary>Shares of the topics, summing to 1; most of it in two of them.</summary>
    public double[] Mixture()
    {
        var shares = new double[Topics];
        shares[_random.Next(Topics)] += 0.6;
        shares[_random.Next(Topics)] += 0.3;
        for (var topic = 0; topic < Topics; topic++)
        {
            shares[topic] += 0.1 / Topics;
        }

        return shares;
    }

    public bool Happens(double probability) => _random.NextDouble() < probability;

    public string Text(double[] topics, int words)
    {
        var text = new string[words];
        for (var i = 0; i < words; i++)
        {
            text[i] = Happens(0.5) ? $"common{_random.Next(CommonWords)}" : $"topic{Draw(topics)}word{_random.Next(WordsOfTopic)}";
        }

        return string.Join(' ', text);
    }
#pragma warning restore CA5394

    public static double Closeness(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var topic = 0; topic < Topics; topic++)
        {
            sum += left[topic] * right[topic];
        }

        return sum;
    }

    private int Draw(double[] shares)
    {
#pragma warning disable CA5394 // Repeatable is what a benchmark wants.
        var left = _random.NextDouble();
#pragma warning restore CA5394
        for (var topic = 0; topic < Topics; topic++)
        {
            left -= shares[topic];
            if (left < 0)
            {
                return topic;
            }
        }

        return Topics - 1;
    }
}
