namespace Workshop.Web.Features.Organize;

/// <summary>Something that waits for the organizers, and where it is solved.</summary>
public sealed record Need(string Text, string Href);

/// <summary>What the dashboard counts, always without the submissions that the viewer must keep away from.</summary>
/// <param name="UnderReviewed">Submitted, with fewer published assignments than the event wants.</param>
/// <param name="Undecided">Submitted, without a decision.</param>
/// <param name="Staged">Decided but not released.</param>
/// <param name="NotOnProgramme">Accepted and released, without a slot.</param>
public sealed record EventCounts(
    int Submitted,
    int Withdrawn,
    int Own,
    int Organizers,
    int Topics,
    int ReviewersInvited,
    int ReviewersAccepted,
    int UnderReviewed,
    int Assigned,
    int Reviewed,
    int Undecided,
    int Staged,
    int NotOnProgramme,
    int FailedMails)
{
    /// <summary>Submitted, with a PDF that was turned down and is not replaced yet; until its decision is released.</summary>
    public int PdfProblems { get; init; }

    /// <summary>Acceptances that were declined or withdrawn after their authors knew, without those for which somebody on the waiting list was asked.</summary>
    public int FreePlaces { get; init; }

    /// <summary>On the waiting list, known to their authors, and not asked yet.</summary>
    public int Waiting { get; init; }

    /// <summary>Abstracts that are registered and not submitted, without those of the viewer; null for an event without an abstract deadline. A number alone: drafts are shown to nobody.</summary>
    public int? Registered { get; init; }

    /// <summary>Mails that go when an organizer has looked at them.</summary>
    public int HeldMails { get; init; }

    /// <summary>An organizer has stopped the mail of this event.</summary>
    public bool MailIsPaused { get; init; }

    /// <summary>An administrator has stopped all mail of the server.</summary>
    public bool AllMailIsPaused { get; init; }

    /// <summary>The mail server takes nothing now.</summary>
    public bool MailIsInTrouble { get; init; }
}
