namespace Workshop.Domain.Decisions;

/// <summary>What the authors of an accepted submission said about it: who presents, what may be published, or that they will not come. One per submission; the last word counts.</summary>
public sealed class PresentationAnswer
{
    public const int MaxReasonLength = 1000;

    private PresentationAnswer()
    {
    }

    public Guid SubmissionId { get; private init; }

    public Guid EventId { get; private init; }

    /// <summary>False when they declined.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>Normalized address of the author who presents; empty when they declined.</summary>
    public string PresenterEmail { get; private set; } = "";

    /// <summary>Why they declined, for the organizers; may be empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The abstract may stand in the programme.</summary>
    public bool PublishesAbstract { get; private set; } = true;

    /// <summary>The final PDF may be read by everybody once the programme is public.</summary>
    public bool PublishesPdf { get; private set; }

    /// <summary>All authors may be named in the programme; otherwise only who presents.</summary>
    public bool PublishesNames { get; private set; } = true;

    public Guid AnsweredBy { get; private set; }

    public DateTimeOffset AnsweredAt { get; private set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    public static PresentationAnswer Open(Guid eventId, Guid submissionId) => new() { EventId = eventId, SubmissionId = submissionId };

    /// <param name="choice">Refused when its presenter is none of <paramref name="authors"/>.</param>
    /// <param name="authors">Normalized addresses of the author list.</param>
    public Outcome<Done> Confirm(PresentationChoice choice, IReadOnlyCollection<string> authors, Guid by, DateTimeOffset now)
    {
        if (!authors.Contains(choice.PresenterEmail))
        {
            return new Refusal("presentation.presenter", "Choose the author who presents.", "Presenter");
        }

        IsConfirmed = true;
        Reason = "";
        PresenterEmail = choice.PresenterEmail;
        (PublishesAbstract, PublishesPdf, PublishesNames) = (choice.Abstract, choice.Pdf, choice.Names);
        Sign(by, now);
        return Done.Instance;
    }

    public Outcome<Done> Decline(string reason, Guid by, DateTimeOffset now)
    {
        if (reason.Length > MaxReasonLength)
        {
            return new Refusal("presentation.reason-too-long", $"Shorten the reason to {MaxReasonLength:N0} characters.", "Reason");
        }

        (IsConfirmed, PresenterEmail, Reason) = (false, "", reason.Trim());
        Sign(by, now);
        return Done.Instance;
    }

    private void Sign(Guid by, DateTimeOffset now)
    {
        (AnsweredBy, AnsweredAt) = (by, now);
        Revision++;
    }
}

/// <param name="PresenterEmail">Normalized.</param>
public sealed record PresentationChoice(string PresenterEmail, bool Abstract, bool Pdf, bool Names);

/// <summary>A final PDF of an accepted submission. Kept apart from what was reviewed: it names its authors, and reviewers must never come across it. The newest counts.</summary>
public sealed class FinalVersion
{
    private FinalVersion()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    public Guid SubmissionId { get; private init; }

    /// <summary>1 for the first one.</summary>
    public int Number { get; private init; }

    /// <summary>The key of the stored file.</summary>
    public string Sha256 { get; private init; } = "";

    public string FileName { get; private init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private init; }

    public int? Pages { get; private init; }

    /// <summary>What the check said, in a sentence or two; nothing in it blocks.</summary>
    public string Verdict { get; private init; } = "";

    /// <summary>When the request that carried it arrived.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    public Guid UploadedBy { get; private init; }

    /// <param name="verdict">Not blocking.</param>
    public static FinalVersion Of(Decision decision, int number, Submissions.StoredFile file, string fileName, int? pages, string verdict, Guid by, DateTimeOffset receivedAt) => new()
    {
        EventId = decision.EventId,
        SubmissionId = decision.SubmissionId,
        Number = number,
        Sha256 = file.Sha256,
        FileName = CutText.To(fileName, Submissions.SubmissionVersion.MaxFileNameLength),
        Size = file.Size,
        Pages = pages,
        Verdict = CutText.To(verdict, Submissions.SubmissionVersion.MaxVerdictLength),
        ReceivedAt = receivedAt,
        UploadedBy = by,
    };
}
