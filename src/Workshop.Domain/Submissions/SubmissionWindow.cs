namespace Workshop.Domain.Submissions;

/// <summary>
/// When an author may submit, edit and upload. A request counts from the moment its headers arrived, so an upload that started in time is in time
/// when it finishes within <see cref="UploadAllowance"/>. Both ends are included: the closing instant itself is still open, and so is the last instant of the grace.
/// </summary>
/// <param name="Grace">Forgiven lateness after <paramref name="Closes"/>; zero or more.</param>
/// <param name="Extension">A later closing instant granted to one person; null when there is none. Grace is not added to it.</param>
public sealed record SubmissionWindow(DateTimeOffset Opens, DateTimeOffset Closes, TimeSpan Grace, DateTimeOffset? Extension = null)
{
    /// <summary>How long a body may take to arrive once its headers have.</summary>
    public static readonly TimeSpan UploadAllowance = TimeSpan.FromMinutes(15);

    /// <summary>The last instant at which a request may arrive.</summary>
    public DateTimeOffset LastArrival => Extension is { } extended && extended > Closes + Grace ? extended : Closes + Grace;

    /// <summary>This window with the latest of several personal extensions; an extension before the common deadline changes nothing.</summary>
    public SubmissionWindow Extended(IEnumerable<DateTimeOffset> extensions)
    {
        var latest = Extension;
        foreach (var extension in extensions)
        {
            latest = latest is null || extension > latest ? extension : latest;
        }

        return this with { Extension = latest };
    }

    /// <summary>Why submitting is refused for a request whose headers arrived at <paramref name="arrived"/>, or null when it is allowed.</summary>
    public Refusal? Check(DateTimeOffset arrived)
    {
        if (arrived < Opens)
        {
            return new Refusal("submission.not-open", "The call has not opened yet. Come back when it does; nothing you typed here has been saved.");
        }

        return arrived <= LastArrival
            ? null
            : new Refusal("submission.closed", "The submission deadline has passed, so nothing can be submitted or changed. Write to the organizers if you think this is wrong.");
    }

    /// <summary>Like <see cref="Check(DateTimeOffset)"/>, and refused as well when the body took longer than <see cref="UploadAllowance"/> and the window has closed meanwhile.</summary>
    public Refusal? Check(DateTimeOffset arrived, DateTimeOffset finished)
    {
        if (Check(arrived) is { } refusal)
        {
            return refusal;
        }

        return finished <= LastArrival || finished - arrived <= UploadAllowance
            ? null
            : new Refusal("submission.upload-too-slow", "The upload started in time but took more than 15 minutes, so it came too late. Write to the organizers if your connection failed you.");
    }
}
