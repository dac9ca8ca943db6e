using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>What an organizer types about a slot. With a submission, title, speakers and abstract are taken from it.</summary>
/// <param name="SubmissionId">An accepted submission, or null for an invited talk or another item.</param>
/// <param name="Title">Null or blank for a talk without a submission means "title to be announced".</param>
/// <param name="Minutes">1 to 600; the length of the whole slot where several items share one.</param>
public sealed record SlotContent(Guid? SubmissionId, string? Title, string Speakers, string Affiliation, string Abstract, int Minutes)
{
    /// <summary>Of an invited speaker; plain text, may be empty.</summary>
    public string Biography { get; init; } = "";

    /// <summary>SHA-256 of the invited speaker's stored portrait; empty without one.</summary>
    public string Photo { get; init; } = "";

    /// <summary>What stands on the poster board; null without one.</summary>
    public string? Board { get; init; }

    /// <summary>An item that takes everything from a submission.</summary>
    public static SlotContent Of(Guid submissionId, int minutes) => new(submissionId, null, "", "", "", minutes);

    /// <summary>Every reason at once; empty when it may be kept.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (Minutes is < 1 or > Slot.MaxMinutes)
        {
            refusals.Add(new Refusal("slot.minutes", "Choose 1 to 600 minutes.", nameof(Minutes)));
        }

        if (Title is { Length: > Slot.MaxTitleLength } || Speakers.Length > Slot.MaxSpeakersLength || Affiliation.Length > Person.MaxAffiliationLength || Abstract.Length > Slot.MaxAbstractLength || Biography.Length > Slot.MaxBiographyLength)
        {
            refusals.Add(new Refusal("slot.text-too-long", "Shorten the texts of this item.", nameof(Title)));
        }

        if (Board is { Length: > Slot.MaxBoardLength })
        {
            refusals.Add(new Refusal("slot.board-too-long", $"Shorten the board to {Slot.MaxBoardLength} characters.", nameof(Board)));
        }

        if (SubmissionId is null && string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Speakers))
        {
            refusals.Add(new Refusal("slot.empty", "Choose a submission, or give a speaker or a title.", nameof(Title)));
        }

        return refusals;
    }

    /// <summary>As it is kept. What a submission says by itself is never kept beside it.</summary>
    public SlotContent Cleaned()
    {
        var board = string.IsNullOrWhiteSpace(Board) ? null : Person.Clean(Board);
        return SubmissionId is { } submission
            ? Of(submission, Minutes) with { Board = board }
            : this with
            {
                Title = string.IsNullOrWhiteSpace(Title) ? null : Person.Clean(Title),
                Speakers = Person.Clean(Speakers),
                Affiliation = Person.Clean(Affiliation),
                Abstract = Abstract.Trim(),
                Biography = Biography.Trim(),
                Board = board,
            };
    }
}
