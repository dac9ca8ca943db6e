using Workshop.Domain.Pdf;

namespace Workshop.Domain.Submissions;

/// <summary>What the last check said of an upload.</summary>
public enum CheckState
{
    /// <summary>Received and stored; the verdict is on its way.</summary>
    BeingChecked,
    Acceptable,

    /// <summary>A finding blocks.</summary>
    Blocked,
}

/// <summary>
/// One uploaded PDF of one submission. Nothing is ever overwritten: a new upload is a new version. It is stored before it is checked, so its verdict comes later and may
/// change when organizers change the rules; its bytes never do.
/// </summary>
public sealed class SubmissionVersion
{
    public const int MaxFileNameLength = 200;
    public const int MaxVerdictLength = 1000;

    /// <summary>Nobody reads more; the gravest are kept.</summary>
    public const int MaxFindings = 60;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid SubmissionId { get; init; }

    /// <summary>1 for the first upload.</summary>
    public required int Number { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes, which is also the key of the stored file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The name the author's computer gave, without folders and control characters; never shown to reviewers.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When the request that carried it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required Guid UploadedBy { get; init; }

    /// <summary>No verdict yet. Of two workers that bring one, the second finds this changed.</summary>
    public bool IsBeingChecked { get; private set; } = true;

    /// <summary>
    /// It was handed in before its verdict was there, so that nobody has been told on a page what the check found: when it blocks, the authors get a mail.
    /// </summary>
    public bool IsAwaited { get; private set; }

    /// <summary>
    /// A check found nothing that blocks, so it may stand. Stays true when a later check under stricter rules finds something: what stood is not taken away, see
    /// <see cref="Check"/> for the last word.
    /// </summary>
    public bool IsAcceptable { get; private set; }

    /// <summary>As Poppler counts; null when no page count could be had, or not yet.</summary>
    public int? Pages { get; private set; }

    /// <summary>One or two sentences that sum the check up for the author; empty until there is one.</summary>
    public string Verdict { get; private set; } = "";

    /// <summary>What the last check had to say, gravest first.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The gravest of the <see cref="Findings"/>; null when there is none.</summary>
    public Severity? Gravest { get; private set; }

    /// <summary>Null until there is a verdict, and for versions from before verdicts had a time.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>The <see cref="SubmissionIdentity.Fingerprint"/> of the authors whom the last check looked for; null until there is a verdict.</summary>
    public string? CheckedFor { get; private set; }

    public CheckState Check => IsBeingChecked ? CheckState.BeingChecked : Gravest == Severity.Blocks || !IsAcceptable ? CheckState.Blocked : CheckState.Acceptable;

    /// <summary>
    /// Which of the versions of a submission counts for everybody but its authors: the newest that was found acceptable; without one the newest that is still
    /// being checked; without that the newest. Higher goes before lower, then <see cref="Number"/> decides. <c>VersionQueries</c> in Data says the same in SQL.
    /// </summary>
    public int Standing => IsAcceptable ? 2 : IsBeingChecked ? 1 : 0;

    /// <summary>
    /// Text that a reader cannot see, found but not blocking: an author may know nothing of it, and is shown it before the file is submitted. Null when there is none.
    /// </summary>
    public Finding? LookFirst() => Findings.FirstOrDefault(finding =>
        finding.Severity == Severity.Warns && PreflightRules.All.Any(rule => rule.Code == finding.Code && rule.Group == RuleGroup.HiddenText));

    /// <summary>Takes the verdict down. The same verdict again changes nothing but the time.</summary>
    /// <param name="checkedFor">See <see cref="CheckedFor"/>.</param>
    public void Judge(PdfVerdict verdict, string checkedFor, DateTimeOffset now)
    {
        CheckedFor = checkedFor;
        Pages = verdict.Pages;
        Findings = [.. verdict.Findings.OrderByDescending(finding => finding.Severity).Take(MaxFindings)];
        Gravest = Findings.Count == 0 ? null : Findings[0].Severity;
        IsAcceptable |= verdict.Acceptable;
        Verdict = CutText.WithMark(SumUp(verdict, Findings), MaxVerdictLength);
        IsBeingChecked = false;
        CheckedAt = now;
    }

    /// <summary>It was handed in although the verdict is not there. Changes nothing once it is.</summary>
    public void Await() => IsAwaited |= IsBeingChecked;

    /// <summary>The rules may be others than last time: the same file was chosen again after it was turned down, the submission became one of another type, or has other authors.</summary>
    internal void CheckAgain()
    {
        IsBeingChecked = true;
        IsAwaited = false;
        CheckedAt = null;
    }

    private static string SumUp(PdfVerdict verdict, IReadOnlyList<Finding> findings) => findings switch
    {
        [{ Severity: Severity.Blocks } grave, ..] => grave.Message,
        [{ Severity: Severity.Warns } warning, ..] => $"{verdict.Summary} {warning.Message}",
        _ => verdict.Summary,
    };
}
