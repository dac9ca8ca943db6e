using Workshop.Domain.Assignment;

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

    /// <summary>
    /// Everybody of the candidates may review a paper but for 5 % conflicts; all reviewers are candidates when there is no number. Affinities follow the topics,
    /// up to 1.4 times by person. Loads leave so many places a reviewer to spare.
    /// </summary>
    public AssignmentProblem Assignment(int papers, int reviewers, int perPaper, int? candidatesPerPaper, int spare)
    {
        var paperTopics = Enumerable.Range(0, papers).Select(_ => Mixture()).ToList();
        var reviewerTopics = Enumerable.Range(0, reviewers).Select(_ => Mixture()).ToList();
        var candidates = new List<Candidate>();
        for (var paper = 0; paper < papers; paper++)
        {
            var chosen = candidatesPerPaper is { } count ? Some(count, reviewers) : Enumerable.Range(0, reviewers).Where(_ => !Happens(0.05));
            foreach (var reviewer in chosen)
            {
                candidates.Add(new Candidate(paper, reviewer, Closeness(paperTopics[paper], reviewerTopics[reviewer]) * Between(1, 1.4)));
            }
        }

        var most = (((perPaper * papers) + reviewers - 1) / reviewers) + spare;
        return AssignmentProblem.Create(
            [.. Enumerable.Range(0, papers).Select(paper => new PaperDemand($"p{paper}", perPaper, perPaper))],
            [.. Enumerable.Range(0, reviewers).Select(reviewer => new ReviewerLoad($"r{reviewer}", 0, most))],
            candidates).Value!;
    }

    private HashSet<int> Some(int count, int of)
    {
        var chosen = new HashSet<int>();
        while (chosen.Count < count)
        {
#pragma warning disable CA5394 // Repeatable is what a benchmark wants.
            chosen.Add(_random.Next(of));
#pragma warning restore CA5394
        }

        return chosen;
    }

    private double Between(double least, double most)
    {
#pragma warning disable CA5394 // Repeatable is what a benchmark wants.
        return least + ((most - least) * _random.NextDouble());
#pragma warning restore CA5394
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
