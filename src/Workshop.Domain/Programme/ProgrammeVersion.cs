using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>
/// The programme as it was released at some instant under a name. Never changed: a later version stands beside it. What has dropped out since (withdrawn, declined) is left out
/// by whoever shows it.
/// </summary>
public sealed class ProgrammeVersion
{
    public const int MaxNameLength = 100;
    public const int MaxNoteLength = 2000;

    private readonly List<ProgrammeEntry> _entries = [];

    private ProgrammeVersion()
    {
    }

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; private init; }

    /// <summary>1, 2, 3 within the event.</summary>
    public int Number { get; private init; }

    public string Name { get; private init; } = "";

    /// <summary>What the organizers say about it in the public change log; may be empty.</summary>
    public string Note { get; private init; } = "";

    public DateTimeOffset ReleasedAt { get; private init; }

    public Guid ReleasedBy { get; private init; }

    /// <summary>Whom it concerns was told of what is different. The next version that tells people compares with the last that did, so that nobody misses a change.</summary>
    public bool TellsPeople { get; private init; }

    /// <summary>The one that is public while the event's programme is; one of an event at most.</summary>
    public bool IsCurrent { get; private set; }

    public ProgrammeDocument Content { get; private init; } = null!;

    /// <summary>The submissions that stand in it.</summary>
    public IReadOnlyList<ProgrammeEntry> Entries => _entries;

    /// <summary>Refused when the programme is empty, still holds acceptances that are not released, or the texts are too long.</summary>
    /// <param name="name">Blank takes "Version 3".</param>
    /// <param name="submissions">Those that stand in <paramref name="content"/>.</param>
    /// <param name="tellsPeople">See <see cref="TellsPeople"/>.</param>
    public static Outcome<ProgrammeVersion> Release(
        Guid eventId, ProgrammeVersion? previous, string name, string note, ProgrammeDocument content, IEnumerable<Guid> submissions, Guid releasedBy, DateTimeOffset now, bool tellsPeople = true)
    {
        var number = (previous?.Number ?? 0) + 1;
        var shown = Person.Clean(name);
        if (shown.Length > MaxNameLength || note.Length > MaxNoteLength)
        {
            return new Refusal("programme.text-too-long", $"Shorten the name to {MaxNameLength} and the note to {MaxNoteLength} characters.", shown.Length > MaxNameLength ? "Name" : "Note");
        }

        if (content.Sessions.Count == 0)
        {
            return new Refusal("programme.empty", "Add a session before you publish the programme.");
        }

        if (content.Items.FirstOrDefault(item => item.IsStaged) is { } staged)
        {
            return new Refusal("programme.staged", $"#{staged.Number} is in the programme, but its acceptance is not released yet. Release the decision, or take it out.");
        }

        var version = new ProgrammeVersion
        {
            EventId = eventId,
            Number = number,
            Name = shown.Length == 0 ? $"Version {number}" : shown,
            Note = note.Trim(),
            ReleasedAt = now,
            ReleasedBy = releasedBy,
            TellsPeople = tellsPeople,
            IsCurrent = true,
            Content = content with { Version = shown.Length == 0 ? $"Version {number}" : shown },
        };
        version._entries.AddRange(submissions.Distinct().Select(submission => new ProgrammeEntry { VersionId = version.Id, SubmissionId = submission }));
        return version;
    }

    /// <summary>A later version is released.</summary>
    public void Supersede() => IsCurrent = false;
}

/// <summary>A submission stands in a version of the programme.</summary>
public sealed class ProgrammeEntry
{
    public required Guid VersionId { get; init; }

    public required Guid SubmissionId { get; init; }
}
