namespace Workshop.Domain.Events;

/// <summary>From when on authors cannot change a part of what they have registered or submitted. The instant itself, and the grace after it, are still open.</summary>
public enum Freeze
{
    /// <summary>They can as long as they can change anything.</summary>
    Never,

    /// <summary>After the abstract deadline; without effect where there is none.</summary>
    AbstractDeadline,

    /// <summary>After the submission deadline: it binds those who have more time than everybody.</summary>
    SubmissionDeadline,
}
