using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Workshop.Domain.Reviewing;

/// <param name="Key">The assignment.</param>
/// <param name="Title">For the reader; what the form is for says the key.</param>
/// <param name="Revision">Of the review on the server when the form was made; 0 when there was none.</param>
/// <param name="IsSubmitted">The review is handed in already.</param>
public sealed record OfflinePaper(Guid Key, int Number, string Title, int Revision, bool IsSubmitted);

/// <summary>Something in a file that the reader should know.</summary>
/// <param name="Line">From 1; null when it is about the whole file.</param>
/// <param name="Stops">The file cannot be stored before this is mended; otherwise it says what was made of it.</param>
public sealed record OfflineProblem(int? Line, string Sentence, bool Stops);

/// <summary>What a filled form says.</summary>
/// <param name="Key">The assignment; null when the file does not say.</param>
/// <param name="Revision">The one that the form was made at; null when the file does not say.</param>
/// <param name="Submit">The box that hands it in is ticked.</param>
/// <param name="Asked">The criteria that stand in the file.</param>
public sealed record OfflineReading(Guid? Key, int? Revision, ReviewContent Content, bool Submit, IReadOnlyList<OfflineProblem> Problems, IReadOnlySet<Guid> Asked)
{
    public bool AsksScore { get; init; }

    public bool AsksConfidence { get; init; }

    public bool AsksRecommendation { get; init; }

    /// <summary>Where the recommendation is ticked; null when none is.</summary>
    public int? RecommendationLine { get; init; }

    /// <summary>What is to be stored: a form that was made before a question was added, or that lost one, changes nothing about that question.</summary>
    public ReviewContent Over(ReviewContent stored) => Content with
    {
        Score = AsksScore ? Content.Score : stored.Score,
        Confidence = AsksConfidence ? Content.Confidence : stored.Confidence,
        Answers = Content.Answers.Concat(stored.Answers.Where(answer => !Asked.Contains(answer.Key))).ToDictionary(answer => answer.Key, answer => answer.Value),
        Recommendation = AsksRecommendation ? Content.Recommendation : stored.Recommendation,
    };

    public bool MayBeStored => Key is not null && Problems.All(problem => !problem.Stops);
}

/// <summary>
/// A review as a Markdown file, to be filled in without a connection. Each question begins with a comment that says which one it is, so that headings may be translated, reworded or lost by
/// an editor; what is written to people stands between two marks and may be any text, headings and marks included. Writing and reading again gives the same answers and the same
/// texts, up to line ends and blanks around them.
/// </summary>
public static partial class OfflineForm
{
    /// <summary>UTF-16 units of one file: both comments in full, twenty criteria and room.</summary>
    public const int MaxLength = 120_000;

    private const string Overall = "overall";
    private const string ConfidenceName = "confidence";
    private const string RecommendationName = "recommendation";
    private const string Authors = "to-authors";
    private const string Organizers = "to-organizers";
    private const string Hand = "submit";

    public static string Write(ReviewForm form, OfflinePaper paper, ReviewContent content)
    {
        var text = new StringBuilder();
        Line($"# Review of submission {paper.Number}");
        Line();
        Line($"{OneLine(paper.Title)}");
        Line();
        Line("Put an x between the brackets of one line of each question, and write your comments between the marks. Leave the lines that begin with <!-- as they are.");
        Line();
        Line($"<!-- key: {paper.Key} -->");
        Line($"<!-- revision: {paper.Revision.ToString(CultureInfo.InvariantCulture)} -->");
        Choose(Overall, "Overall score", "", true, form.ScoreScale.Select(point => (Say(point), point.Value == content.Score)));
        foreach (var criterion in form.AskedCriteria)
        {
            var chosen = content.Answers.TryGetValue(criterion.Id, out var value) ? value : (int?)null;
            Choose($"criterion {criterion.Id}", criterion.Name, criterion.Explanation, criterion.IsRequired, criterion.Scale.Select(point => (Say(point), point.Value == chosen)));
        }

        Choose(ConfidenceName, "Your confidence", "", true, form.ConfidenceScale.Select(point => (Say(point), point.Value == content.Confidence)));
        if (form.AsksRecommendation)
        {
            Choose(RecommendationName, "Recommendation", "", form.RecommendationAsked == ReviewRequirement.Required,
                form.Labels.Where(label => !label.IsRetired || label.Id == content.Recommendation).Select(label => (OneLine(label.Words), label.Id == content.Recommendation)));
        }

        Comment(Authors, "Comments to the authors", content.ToAuthors);
        Comment(Organizers, "Comments to the organizers", content.ToOrganizers);
        Line();
        Line("## Hand it in");
        Line();
        Line($"<!-- question: {Hand} -->");
        Line($"- [{(paper.IsSubmitted ? 'x' : ' ')}] This review is finished: submit it");
        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');

        void Choose(string name, string heading, string explanation, bool required, IEnumerable<(string Words, bool IsChosen)> points)
        {
            Line();
            Line($"## {OneLine(heading)}{(required ? "" : " (optional)")}");
            Line();
            if (explanation.Length > 0)
            {
                Line(OneLine(explanation));
                Line();
            }

            Line($"<!-- question: {name} -->");
            foreach (var (words, isChosen) in points)
            {
                Line($"- [{(isChosen ? 'x' : ' ')}] {words}");
            }
        }

        void Comment(string name, string heading, string comment)
        {
            Line();
            Line($"## {heading}");
            Line();
            Line($"<!-- begin: {name} -->");
            foreach (var line in Clean(comment).Split('\n'))
            {
                Line(IsMark().IsMatch(line) ? $"\\{line}" : line);
            }

            Line($"<!-- end: {name} -->");
        }
    }

    /// <summary>Never fails: what cannot be understood is a problem with its line. Scales are those of <paramref name="form"/>, whatever the file lists.</summary>
    public static OfflineReading Read(ReviewForm form, string file)
    {
        var problems = new List<OfflineProblem>();
        if (file.Length > MaxLength)
        {
            return new OfflineReading(null, null, new ReviewContent(null, null, "", ""), false, [new OfflineProblem(null, "This file is too long to be a review form. Shorten the comments.", true)], new HashSet<Guid>());
        }

        var reader = new Reader(form, problems);
        var lines = file.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            reader.Take(lines[i], i + 1);
        }

        return reader.End();
    }

    /// <summary>A comment as it comes out again.</summary>
    public static string Clean(string comment) => Submissions.TextLength.Clean(comment.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    private static string Say(ScalePoint point) => $"{point.Value.ToString(CultureInfo.InvariantCulture)} – {OneLine(point.Words)}";

    private static string OneLine(string text) => People.Person.Clean(text);

    /// <summary>A line that would be taken for a mark, and one that was escaped before.</summary>
    [GeneratedRegex(@"^[\s\\]*<!--\s*(key|revision|question|begin|end)\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsMark();

    [GeneratedRegex(@"^\s*<!--\s*(?<kind>key|revision|question|begin|end)\s*:\s*(?<value>[^>]*?)\s*-->\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*[-*+]?\s*\[(?<tick>[^\]]{0,3})\]\s*(?<words>.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Box();

    [GeneratedRegex(@"^(?<number>[0-9]{1,3})[\s.:)–—-]*(?<words>.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();

    /// <summary>Goes through a file line by line.</summary>
    private sealed class Reader(ReviewForm form, List<OfflineProblem> problems)
    {
        private readonly Dictionary<string, string> _comments = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _ticked = new(StringComparer.Ordinal);
        private readonly Dictionary<Guid, int> _answers = [];
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly List<string> _lines = [];
        private Guid? _key;
        private int? _revision;
        private int? _score;
        private int? _confidence;
        private Guid? _recommendation;
        private bool _submit;
        private string? _question;
        private string? _comment;
        private int _began;

        public void Take(string line, int number)
        {
            if (_comment is not null)
            {
                TakeComment(line, number);
                return;
            }

            var mark = Mark().Match(line);
            if (mark.Success)
            {
                TakeMark(mark.Groups["kind"].Value.ToLowerInvariant(), mark.Groups["value"].Value, number);
            }
            else if (_question is not null && Box().Match(line) is { Success: true } box)
            {
                TakeBox(box.Groups["tick"].Value.Trim(), box.Groups["words"].Value.Trim(), number);
            }
            else if (_question is not null && line.TrimStart().StartsWith("## ", StringComparison.Ordinal))
            {
                _question = null;
            }
            else if (_question is null && _key is not null && line.TrimStart().StartsWith('-') && Box().Match(line) is { Success: true } stray && IsTick(stray.Groups["tick"].Value.Trim()))
            {
                Tell(number, "This ticked line belongs to no question: the line “<!-- question: … -->” before it is missing. Copy it from the form that you downloaded.", true);
            }
        }

        public OfflineReading End()
        {
            if (_comment is { } open)
            {
                // An editor or a hurry took the mark: the text is worth more than the form.
                Tell(_began, $"The mark “<!-- end: {open} -->” is missing: everything down to the end of the file was taken as this comment. Put it back where the comment ends.", true);
                Keep();
            }

            if (_key is null)
            {
                problems.Insert(0, new OfflineProblem(null, "The line “<!-- key: … -->” is missing, so nobody can tell which submission this is about. Copy it from the form that you downloaded.", true));
            }

            foreach (var (name, words) in new[] { (Authors, "the comments to the authors"), (Organizers, "the comments to the organizers") }.Where(part => !_seen.Contains(part.Item1) && _key is not null))
            {
                Tell(null, $"The part with {words} is missing. Copy it from the form that you downloaded; it may stay empty.", true);
            }

            var questions = form.AskedCriteria.Select(criterion => (Name: $"criterion {criterion.Id}", Words: criterion.Name)).Prepend((Name: Overall, Words: "Overall score")).Append((Name: ConfidenceName, Words: "Your confidence"));
            if (form.AsksRecommendation)
            {
                questions = questions.Append((Name: RecommendationName, Words: "Recommendation"));
            }

            foreach (var (_, words) in questions.Where(question => _key is not null && !_seen.Contains(question.Name)))
            {
                Tell(null, $"The question “{words}” is missing in the file; what is stored stays.", false);
            }

            var content = new ReviewContent(_score, _confidence, _comments.GetValueOrDefault(Authors, ""), _comments.GetValueOrDefault(Organizers, "")) { Answers = _answers, Recommendation = _recommendation };
            return new OfflineReading(_key, _revision, content, _submit, problems, form.AskedCriteria.Select(criterion => criterion.Id).Where(id => _seen.Contains($"criterion {id}")).ToHashSet())
            {
                AsksScore = _seen.Contains(Overall),
                AsksConfidence = _seen.Contains(ConfidenceName),
                AsksRecommendation = _seen.Contains(RecommendationName),
                RecommendationLine = _ticked.TryGetValue(RecommendationName, out var line) ? line : null,
            };
        }

        private void TakeComment(string line, int number)
        {
            if (Mark().Match(line) is { Success: true } mark && mark.Groups["kind"].Value.ToLowerInvariant() is var kind and ("end" or "begin" or "question"))
            {
                var value = mark.Groups["value"].Value;
                if (kind != "end" || value != _comment)
                {
                    Tell(number, $"The mark “<!-- end: {_comment} -->” should stand before this line: the comment that begins in line {_began} was taken to end here.", false);
                }

                Keep();
                if (kind != "end")
                {
                    TakeMark(kind, value, number);
                }

                return;
            }

            _lines.Add(IsMark().IsMatch(line) && line.IndexOf('\\', StringComparison.Ordinal) is >= 0 and var at ? line.Remove(at, 1) : line);
        }

        private void Keep()
        {
            _comments[_comment!] = Clean(string.Join('\n', _lines));
            _lines.Clear();
            _comment = null;
        }

        private void TakeMark(string kind, string value, int number)
        {
            switch (kind)
            {
                case "key" when Guid.TryParse(value, out var key):
                    if (_key is not null && _key != key)
                    {
                        Tell(number, "This is a second key: two forms stand in one file. Upload them as two files.", true);
                    }

                    _key ??= key;
                    break;
                case "key":
                    Tell(number, "This key was changed. Copy the line from the form that you downloaded.", true);
                    break;
                case "revision" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var revision):
                    _revision ??= revision;
                    break;
                case "begin" when value is Authors or Organizers:
                    if (!_seen.Add(value))
                    {
                        Tell(number, "This comment stands twice in the file. Keep one of them.", true);
                    }

                    (_comment, _began, _question) = (value, number, null);
                    break;
                case "question":
                    _question = value;
                    if (!_seen.Add(value))
                    {
                        Tell(number, "This question stands twice in the file. Keep one of them.", true);
                    }
                    else if (!IsAsked(value))
                    {
                        Tell(number, "This question is not asked any more; the answer is left out.", false);
                    }

                    break;
            }
        }

        private bool IsAsked(string name) => name is Overall or ConfidenceName or Hand
            || (name == RecommendationName && form.AsksRecommendation)
            || CriterionOf(name) is not null;

        private ReviewCriterion? CriterionOf(string name) =>
            name.StartsWith("criterion ", StringComparison.Ordinal) && Guid.TryParse(name["criterion ".Length..], out var id) ? form.AskedCriteria.FirstOrDefault(criterion => criterion.Id == id) : null;

        private static bool IsTick(string tick) => tick is "x" or "X" or "✓" or "✔" or "*" or "v" or "V";

        private void TakeBox(string tick, string words, int number)
        {
            if (tick.Length == 0 || !IsAsked(_question!))
            {
                return;
            }

            if (!IsTick(tick))
            {
                Tell(number, $"“[{tick}]” is neither ticked nor empty. Put an x between the brackets, or nothing.", true);
                return;
            }

            if (_question == Hand)
            {
                _submit = true;
                return;
            }

            if (_ticked.TryGetValue(_question!, out var before))
            {
                Tell(number, $"Two lines of this question are ticked, this one and line {before}. Keep one.", true);
                return;
            }

            _ticked[_question!] = number;
            switch (_question)
            {
                case Overall:
                    _score = Point(form.ScoreScale, words, number);
                    break;
                case ConfidenceName:
                    _confidence = Point(form.ConfidenceScale, words, number);
                    break;
                case RecommendationName:
                    _recommendation = form.Labels.OrderBy(label => label.IsRetired).FirstOrDefault(label => string.Equals(label.Words, OneLine(words), StringComparison.OrdinalIgnoreCase))?.Id;
                    if (_recommendation is null)
                    {
                        Tell(number, $"“{words}” is none of the recommendations: {string.Join(", ", form.Choices.Select(label => label.Words))}.", true);
                    }

                    break;
                default:
                    var criterion = CriterionOf(_question!)!;
                    if (Point(criterion.Scale, words, number) is { } value)
                    {
                        _answers[criterion.Id] = value;
                    }

                    break;
            }
        }

        /// <summary>By its number, when the words behind it are still those of that point or are left out; a line without a number by its words.</summary>
        private int? Point(IReadOnlyList<ScalePoint> scale, string words, int number)
        {
            var written = Number().Match(words);
            var point = written.Success
                ? scale.FirstOrDefault(point => point.Value == int.Parse(written.Groups["number"].Value, CultureInfo.InvariantCulture))
                : scale.FirstOrDefault(point => Same(point.Words, words));
            if (point is null)
            {
                Tell(number, $"“{words}” is not on this scale, which goes from {scale[^1].Value} to {scale[0].Value}.", true);
            }
            else if (written.Success && written.Groups["words"].Value is { Length: > 0 } behind && !Same(point.Words, behind) && !Same(Say(point), words))
            {
                Tell(number, $"“{words}” is not on this scale: {point.Value.ToString(CultureInfo.InvariantCulture)} stands for “{OneLine(point.Words)}”. The scale may have changed since the form was made. Tick the point that you mean, or leave only its number.", true);
                return null;
            }

            return point?.Value;
        }

        private static bool Same(string words, string written) => string.Equals(OneLine(words), OneLine(written), StringComparison.OrdinalIgnoreCase);

        private void Tell(int? line, string sentence, bool stops) => problems.Add(new OfflineProblem(line, sentence, stops));
    }
}
