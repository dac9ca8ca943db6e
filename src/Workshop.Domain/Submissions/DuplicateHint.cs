namespace Workshop.Domain.Submissions;

/// <summary>What two submissions have in common that different papers do not.</summary>
/// <param name="AbstractPercent">How alike the abstracts are; null when they are not.</param>
public sealed record Likeness(bool SameTitle, bool SameFile, int? AbstractPercent)
{
    /// <summary>
    /// Half of all runs of three terms: a copy in which one word in ten was replaced has about that much left, while abstracts of one group on one subject that were written
    /// anew stay far below a tenth.
    /// </summary>
    public const double LeastResemblance = 0.5;

    /// <summary>Null when nothing suggests that they are the same paper.</summary>
    public static Likeness? Between(SubmissionFingerprint one, SubmissionFingerprint other)
    {
        var resemblance = one.ResemblanceTo(other);
        var likeness = new Likeness(
            one.TitleKey.Length > 0 && one.TitleKey == other.TitleKey,
            one.Sha256 is not null && one.Sha256 == other.Sha256,
            resemblance >= LeastResemblance ? (int)Math.Floor(100 * resemblance) : null);
        return likeness is { SameTitle: false, SameFile: false, AbstractPercent: null } ? null : likeness;
    }

    /// <summary>"the same title, the same PDF and an abstract that is 87 % alike": for a sentence.</summary>
    public string Words
    {
        get
        {
            var words = new List<string>();
            if (SameTitle)
            {
                words.Add("the same title");
            }

            if (SameFile)
            {
                words.Add("the same PDF");
            }

            if (AbstractPercent is { } percent)
            {
                words.Add(percent == 100 ? "the same abstract" : $"an abstract that is {percent} % alike");
            }

            return words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
        }
    }
}

/// <summary>
/// Two submissions of one event that may be the same paper: for organizers who may manage both, and for nobody else. One row for a pair. Whether it is shown follows from the two
/// submissions: drafts never get one, and one that is withdrawn is no duplicate of anything.
/// </summary>
public sealed class DuplicateHint
{
    private DuplicateHint()
    {
    }

    /// <summary>The lesser of the two ids, so that a pair has one row whoever of the two came later.</summary>
    public Guid FirstId { get; private init; }

    public Guid SecondId { get; private init; }

    public Guid EventId { get; private init; }

    public bool SameTitle { get; private set; }

    public bool SameFile { get; private set; }

    public int? AbstractPercent { get; private set; }

    public DateTimeOffset FoundAt { get; private init; }

    /// <summary>When an organizer said that they are two papers; null while nobody has.</summary>
    public DateTimeOffset? DismissedAt { get; private set; }

    public Likeness Likeness => new(SameTitle, SameFile, AbstractPercent);

    public static DuplicateHint Of(Guid eventId, Guid one, Guid other, Likeness likeness, DateTimeOffset now)
    {
        var hint = new DuplicateHint { EventId = eventId, FirstId = one < other ? one : other, SecondId = one < other ? other : one, FoundAt = now };
        hint.Set(likeness);
        return hint;
    }

    /// <summary>An organizer's "not a duplicate" stands until the two become alike in another way as well.</summary>
    public void Renew(Likeness likeness)
    {
        var isNew = (likeness.SameTitle && !SameTitle) || (likeness.SameFile && !SameFile) || (likeness.AbstractPercent is not null && AbstractPercent is null);
        Set(likeness);
        DismissedAt = isNew ? null : DismissedAt;
    }

    /// <summary>Doing it again changes nothing.</summary>
    public void Dismiss(DateTimeOffset now) => DismissedAt ??= now;

    public void ShowAgain() => DismissedAt = null;

    private void Set(Likeness likeness) => (SameTitle, SameFile, AbstractPercent) = (likeness.SameTitle, likeness.SameFile, likeness.AbstractPercent);
}
