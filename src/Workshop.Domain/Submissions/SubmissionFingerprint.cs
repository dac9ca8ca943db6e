using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Workshop.Domain.Matching;

namespace Workshop.Domain.Submissions;

/// <summary>
/// What is needed of a submission to tell whether another is the same paper, small enough to be compared with all others of an event at every save. Kept beside the
/// submission, so that no list compares texts.
/// <para>
/// Abstracts are compared by A. Broder's resemblance ("On the resemblance and containment of documents", 1997): the share of runs of three terms that both have. The smallest
/// <see cref="SketchSize"/> hashes stand for all of them: exact for abstracts of up to that many terms, within about 0.06 (two standard errors) for longer ones.
/// </para>
/// </summary>
public sealed class SubmissionFingerprint
{
    public const int SketchSize = 256;
    public const int MaxTitleKeyLength = 600;

    private const int ShingleLength = 3;

    /// <summary>Shorter texts share too much by chance to say anything.</summary>
    private const int FewestShingles = 15;

    private SubmissionFingerprint()
    {
    }

    public Guid SubmissionId { get; private init; }

    public Guid EventId { get; private init; }

    /// <summary>The <see cref="Submission.Revision"/> that it was made from.</summary>
    public int Revision { get; private set; }

    /// <summary>See <see cref="KeyOf"/>; empty when the title has no letter.</summary>
    public string TitleKey { get; private set; } = "";

    /// <summary>Rising, big-endian, four bytes each; empty when the abstract is too short to compare.</summary>
    public byte[] Sketch { get; private set; } = [];

    /// <summary>Of the last PDF; null when there is none.</summary>
    public string? Sha256 { get; private set; }

    public static SubmissionFingerprint Of(Submission submission)
    {
        var fingerprint = new SubmissionFingerprint { SubmissionId = submission.Id, EventId = submission.EventId };
        fingerprint.Renew(submission);
        return fingerprint;
    }

    public void Renew(Submission submission)
    {
        Revision = submission.Revision;
        TitleKey = KeyOf(submission.Title);
        Sketch = SketchOf(submission.Abstract);
        Sha256 = submission.Versions.MaxBy(version => version.Number)?.Sha256;
    }

    /// <summary>What two abstracts have in common, from 0 to 1; 0 when one of them is too short to say.</summary>
    public double ResemblanceTo(SubmissionFingerprint other)
    {
        var (i, j, taken, shared) = (0, 0, 0, 0);
        if (Sketch.Length == 0 || other.Sketch.Length == 0)
        {
            return 0;
        }

        while (taken < SketchSize && (i < Sketch.Length || j < other.Sketch.Length))
        {
            var mine = i < Sketch.Length ? BinaryPrimitives.ReadUInt32BigEndian(Sketch.AsSpan(i)) : ulong.MaxValue;
            var theirs = j < other.Sketch.Length ? BinaryPrimitives.ReadUInt32BigEndian(other.Sketch.AsSpan(j)) : ulong.MaxValue;
            taken++;
            shared += mine == theirs ? 1 : 0;
            i += mine <= theirs ? 4 : 0;
            j += theirs <= mine ? 4 : 0;
        }

        return (double)shared / taken;
    }

    /// <summary>A title without case, accents, punctuation and LaTeX, its words between single blanks: "Bounds on $\ell_1$!" and "BOUNDS ON l1" are the same.</summary>
    public static string KeyOf(string title)
    {
        var key = new StringBuilder();
        foreach (var rune in LatexText.Plain(title).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        var text = key.ToString().TrimEnd();
        return text.Length <= MaxTitleKeyLength ? text : text[..MaxTitleKeyLength];
    }

    private static byte[] SketchOf(string text)
    {
        var stems = Tokens.Of(text).Select(token => token.Stem).ToArray();
        var hashes = new SortedSet<uint>();
        for (var at = 0; at + ShingleLength <= stems.Length; at++)
        {
            hashes.Add(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', stems, at, ShingleLength)))));
        }

        if (hashes.Count < FewestShingles)
        {
            return [];
        }

        var sketch = new byte[4 * Math.Min(SketchSize, hashes.Count)];
        foreach (var (place, hash) in hashes.Take(SketchSize).Index())
        {
            BinaryPrimitives.WriteUInt32BigEndian(sketch.AsSpan(4 * place), hash);
        }

        return sketch;
    }
}
