using System.Globalization;
using System.Text;

namespace Workshop.Domain.Submissions;

public enum DiffKind
{
    Same,

    /// <summary>Stood in the older text only.</summary>
    Removed,

    /// <summary>Stands in the newer text only.</summary>
    Added,
}

/// <summary>A stretch of text; a formula is never cut in two, so that each run can be set in type.</summary>
public readonly record struct DiffRun(DiffKind Kind, string Text);

/// <summary>
/// The differences between two versions of a title, an abstract or an answer, word by word. Words, signs and formulas are compared; white space is not, except
/// that a paragraph break is one. Deterministic, and bounded: texts of 10,000 characters take milliseconds, and less than a second whatever stands in them.
/// <para>
/// The shortest script of insertions and deletions comes from E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), in its
/// linear-space form (section 4b). A word or two that happen to be the same between longer changes are then counted with the changes, as N. Fraser describes
/// ("Diff Strategies", 2006, semantic clean-up): readers follow sentences, not single words that stayed.
/// </para>
/// </summary>
public static class WordDiff
{
    /// <summary>Half of the insertions and deletions after which the rest counts as written anew: time grows with the square, and nobody reads such differences.</summary>
    private const int MostSteps = 1500;

    /// <summary>Characters that stayed by chance between two changes; more than that is something to recognize.</summary>
    private const int LongestByChance = 24;

    private const string ParagraphBreak = "\n\n";

    /// <summary>
    /// The runs in reading order, removed before added, two neighbours never of one kind. Same and added runs joined are <paramref name="after"/> to the
    /// character; same and removed ones are <paramref name="before"/> except for its white space.
    /// </summary>
    public static IReadOnlyList<DiffRun> Between(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var (kept, stays) = (new bool[old.Count], new bool[now.Count]);
        new Comparison([.. old.Select(word => word.Text)], [.. now.Select(word => word.Text)], kept, stays).Run();

        var changes = Changes(old, now, kept, stays);
        CountShortCommonWordsWithTheChanges(changes);
        return Runs(changes);
    }

    /// <param name="Text">What is compared.</param>
    /// <param name="Space">The white space behind it, which is shown but not compared.</param>
    private readonly record struct Word(string Text, string Space);

    /// <summary>A stretch that is the same on both sides, followed by what was removed and what was added there.</summary>
    private sealed class Change
    {
        public string Same { get; set; } = "";

        public string SameBefore { get; set; } = "";

        public string Removed { get; set; } = "";

        public string Added { get; set; } = "";

        public int Size => Math.Max(Removed.Length, Added.Length);
    }

    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfWord(text, at);
            var space = end;
            while (space < text.Length && char.IsWhiteSpace(text[space]))
            {
                space++;
            }

            if (char.IsWhiteSpace(text[at]))
            {
                // White space in front of the first word.
                words.Add(new Word("", text[at..space]));
            }
            else if (IsParagraphBreak(text, end, space) && space < text.Length)
            {
                words.Add(new Word(text[at..end], ""));
                words.Add(new Word(ParagraphBreak, text[end..space]));
            }
            else
            {
                words.Add(new Word(text[at..end], text[end..space]));
            }

            at = space;
        }

        return words;
    }

    private static bool IsParagraphBreak(string text, int from, int to) => text.AsSpan(from, to - from).Count('\n') > 1;

    /// <summary>A formula, a run of punctuation, one ideograph, or a word with what is inside it: hyphens, apostrophes, LaTeX's escapes.</summary>
    private static int EndOfWord(string text, int at)
    {
        if (TypedText.EndOfFormula(text, at) is var formula && formula > at)
        {
            return formula;
        }

        if (IsIdeograph(text, at, out var length))
        {
            return at + length;
        }

        var end = at;
        if (IsPunctuation(text[at]))
        {
            while (end < text.Length && text[end] == text[at])
            {
                end++;
            }

            return end;
        }

        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !IsIdeograph(text, end, out _) && (end == at || TypedText.EndOfFormula(text, end) == end))
        {
            end += text[end] == '\\' && end + 1 < text.Length && !char.IsWhiteSpace(text[end + 1]) ? 2 : 1;
        }

        // "regret)," is a word and two signs.
        while (end > at + 1 && IsPunctuation(text[end - 1]) && text[end - 2] != '\\')
        {
            end--;
        }

        return end;
    }

    private static bool IsPunctuation(char character) => character is '.' or ',' or ';' or ':' or '!' or '?' or '(' or ')' or '[' or ']' or '"' or '“' or '”' or '‘' or '„' or '«' or '»' or '…' or '、' or '。';

    /// <summary>Scripts that put no blank between words.</summary>
    private static bool IsIdeograph(string text, int at, out int length)
    {
        length = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var taken) == System.Buffers.OperationStatus.Done ? taken : 1;
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter && rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
    }

    private static List<Change> Changes(List<Word> old, List<Word> now, bool[] kept, bool[] stays)
    {
        var changes = new List<Change>();
        var (i, j) = (0, 0);
        do
        {
            var change = new Change();
            var (same, sameBefore, removed, added) = (new StringBuilder(), new StringBuilder(), new StringBuilder(), new StringBuilder());
            while (i < old.Count && j < now.Count && kept[i] && stays[j])
            {
                Append(sameBefore, old[i++]);
                Append(same, now[j++]);
            }

            while (i < old.Count && !kept[i])
            {
                Append(removed, old[i++]);
            }

            while (j < now.Count && !stays[j])
            {
                Append(added, now[j++]);
            }

            (change.Same, change.SameBefore, change.Removed, change.Added) = (same.ToString(), sameBefore.ToString(), removed.ToString(), added.ToString());
            changes.Add(change);
        }
        while (i < old.Count || j < now.Count);

        return changes;

        static void Append(StringBuilder text, Word word) => text.Append(word.Text == ParagraphBreak ? "" : word.Text).Append(word.Space);
    }

    private static void CountShortCommonWordsWithTheChanges(List<Change> changes)
    {
        for (var i = 1; i < changes.Count; i++)
        {
            var (left, right) = (changes[i - 1], changes[i]);
            if (left.Size == 0 || right.Size == 0 || right.Same.Trim().Length > Math.Min(LongestByChance, Math.Min(left.Size, right.Size)) || right.Same.AsSpan().Count('\n') > 1)
            {
                continue;
            }

            left.Removed += right.SameBefore + right.Removed;
            left.Added += right.Same + right.Added;
            changes.RemoveAt(i);
            // What grew together may swallow what stood before it.
            i = Math.Max(0, i - 2);
        }
    }

    private static List<DiffRun> Runs(List<Change> changes)
    {
        var runs = new List<DiffRun>();
        foreach (var change in changes)
        {
            Add(DiffKind.Same, change.Same);
            Add(DiffKind.Removed, change.Removed);
            Add(DiffKind.Added, change.Added);
        }

        return runs;

        void Add(DiffKind kind, string text)
        {
            if (text.Length > 0)
            {
                runs.Add(new DiffRun(kind, text));
            }
        }
    }

    /// <summary>Finds which elements of two sequences belong together; those that do not stay false.</summary>
    private sealed class Comparison
    {
        private readonly int[] _old;
        private readonly int[] _now;
        private readonly bool[] _kept;
        private readonly bool[] _stays;
        private readonly int[] _forward;
        private readonly int[] _backward;
        private readonly int _middle;

        public Comparison(string[] old, string[] now, bool[] kept, bool[] stays)
        {
            // Equal words get equal numbers: the search then compares numbers only.
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            _old = [.. old.Select(Number)];
            _now = [.. now.Select(Number)];
            (_kept, _stays) = (kept, stays);
            _middle = Math.Min(MostSteps, old.Length + now.Length) + 1;
            _forward = new int[(2 * _middle) + 1];
            _backward = new int[(2 * _middle) + 1];

            int Number(string word)
            {
                if (!numbers.TryGetValue(word, out var number))
                {
                    number = numbers.Count;
                    numbers.Add(word, number);
                }

                return number;
            }
        }

        public void Run()
        {
            var boxes = new Stack<(int Left, int Top, int Right, int Bottom)>();
            boxes.Push((0, 0, _old.Length, _now.Length));
            while (boxes.TryPop(out var box))
            {
                var (left, top, right, bottom) = box;
                while (left < right && top < bottom && _old[left] == _now[top])
                {
                    Match(left++, top++);
                }

                while (left < right && top < bottom && _old[right - 1] == _now[bottom - 1])
                {
                    Match(--right, --bottom);
                }

                if (left < right && top < bottom && MiddleSnake(left, top, right, bottom) is var (x, y, u, v))
                {
                    for (var i = 0; i < u - x; i++)
                    {
                        Match(x + i, y + i);
                    }

                    boxes.Push((left, top, x, y));
                    boxes.Push((u, v, right, bottom));
                }
            }
        }

        private void Match(int i, int j)
        {
            _kept[i] = true;
            _stays[j] = true;
        }

        /// <summary>The stretch in the middle of a shortest path through the box, found from both ends at once; null when the two are too different.</summary>
        private (int X, int Y, int U, int V)? MiddleSnake(int left, int top, int right, int bottom)
        {
            var (width, height) = (right - left, bottom - top);
            var delta = width - height;
            var isOdd = (delta & 1) != 0;
            var limit = Math.Min(MostSteps, (width + height + 1) / 2);
            _forward[_middle + 1] = 0;
            _backward[_middle + 1] = 0;
            for (var d = 0; d <= limit; d++)
            {
                // Diagonals outside of the box cannot lead to its corner.
                var (lowest, highest) = (-(d - (2 * Math.Max(0, d - height))), d - (2 * Math.Max(0, d - width)));
                for (var k = lowest; k <= highest; k += 2)
                {
                    var x = k == -d || (k != d && _forward[_middle + k - 1] < _forward[_middle + k + 1]) ? _forward[_middle + k + 1] : _forward[_middle + k - 1] + 1;
                    var start = x;
                    while (x < width && x - k < height && _old[left + x] == _now[top + x - k])
                    {
                        x++;
                    }

                    _forward[_middle + k] = x;
                    var reverse = delta - k;
                    if (isOdd && reverse > -d && reverse < d && x + _backward[_middle + reverse] >= width)
                    {
                        return (left + start, top + start - k, left + x, top + x - k);
                    }
                }

                for (var k = lowest; k <= highest; k += 2)
                {
                    var x = k == -d || (k != d && _backward[_middle + k - 1] < _backward[_middle + k + 1]) ? _backward[_middle + k + 1] : _backward[_middle + k - 1] + 1;
                    var start = x;
                    while (x < width && x - k < height && _old[right - x - 1] == _now[bottom - x + k - 1])
                    {
                        x++;
                    }

                    _backward[_middle + k] = x;
                    var reverse = delta - k;
                    if (!isOdd && reverse >= -d && reverse <= d && x + _forward[_middle + reverse] >= width)
                    {
                        return (right - x, bottom - x + k, right - start, bottom - start + k);
                    }
                }
            }

            return null;
        }
    }
}
