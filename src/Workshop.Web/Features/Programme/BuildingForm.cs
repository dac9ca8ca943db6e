using System.Globalization;
using System.Text.RegularExpressions;
using Workshop.Domain;
using Workshop.Domain.Decisions;

namespace Workshop.Web.Features.Programme;

/// <summary>Whatever the forms of the building page send; which fields count says the button that was pressed.</summary>
public sealed partial class BuildingForm
{
    public const int UsualMinutes = 15;

    public Guid SessionId { get; set; }

    /// <summary>"12, 15": typed numbers of submissions.</summary>
    public string? Numbers { get; set; }

    /// <summary>Ticked or dragged submissions.</summary>
    public List<Guid> Submissions { get; set; } = [];

    public int? Minutes { get; set; }

    public int? Together { get; set; }

    public bool WithStaged { get; set; }

    public int? By { get; set; }

    public bool AllRooms { get; set; }

    /// <summary>A dragged item.</summary>
    public Guid Item { get; set; }

    /// <summary>The item that it is swapped with.</summary>
    public Guid Other { get; set; }

    public Guid? Before { get; set; }

    public Guid? After { get; set; }

    /// <param name="act">"up:" and the id of an item, or a word.</param>
    /// <param name="candidates">Among whom numbers are looked for.</param>
    public Outcome<ProgrammeChange> Change(string act, IReadOnlyList<Candidate> candidates)
    {
        var parts = act.Split(':', 2);
        var slot = parts.Length == 2 && Guid.TryParse(parts[1], out var id) ? id : Guid.Empty;
        var minutes = Minutes ?? UsualMinutes;
        return parts[0] switch
        {
            // Enter in a field of the session's form: whichever of its fields says something.
            "enter" when By is { } minutesBy && string.IsNullOrWhiteSpace(Numbers) => new ProgrammeChange.Shift(SessionId, minutesBy, AllRooms),
            "place" or "enter" => Place(candidates),
            "fill-talks" => new ProgrammeChange.Fill(SessionId, DecisionOutcome.Talk, minutes, Together ?? 1, WithStaged),
            "fill-posters" => new ProgrammeChange.Fill(SessionId, DecisionOutcome.Poster, minutes, 1, WithStaged),
            "up" => new ProgrammeChange.MoveItem(SessionId, slot, true),
            "down" => new ProgrammeChange.MoveItem(SessionId, slot, false),
            "earlier" => new ProgrammeChange.MoveToNeighbour(slot, false),
            "later" => new ProgrammeChange.MoveToNeighbour(slot, true),
            "share" => new ProgrammeChange.Share(slot, true),
            "part" => new ProgrammeChange.Share(slot, false),
            "remove" => new ProgrammeChange.RemoveItem(SessionId, slot),
            "move" => new ProgrammeChange.MoveTo(Item, SessionId, Before, After),
            "swap" => new ProgrammeChange.Swap(Item, Other),
            "copy-session" => new ProgrammeChange.CopySession(SessionId),
            "remove-session" => new ProgrammeChange.RemoveSession(SessionId),
            "shift" => By is { } by ? new ProgrammeChange.Shift(SessionId, by, AllRooms) : new Refusal("programme.shift", "Say by how many minutes."),
            _ => new Refusal("programme.no-act", "Press one of the buttons."),
        };
    }

    private Outcome<ProgrammeChange> Place(IReadOnlyList<Candidate> candidates)
    {
        if (string.IsNullOrWhiteSpace(Numbers))
        {
            return Submissions.Count == 0
                ? new Refusal("programme.no-choice", "Choose a submission to place first.")
                : new ProgrammeChange.Place(SessionId, Submissions, Minutes ?? UsualMinutes, Before);
        }

        // A list of the browser offers "#12 Title": what follows a number that it chose is no number, even when the title begins with one.
        var typed = Numbers.Trim();
        if (candidates.FirstOrDefault(candidate => candidate.MayBePlaced && typed == $"{candidate.Name} {candidate.Submission.Title}".Trim()) is { } picked)
        {
            return new ProgrammeChange.Place(SessionId, [picked.Submission.Id], Minutes ?? UsualMinutes);
        }

        var numbers = Chosen().Match(Numbers) is { Success: true } chosen ? [chosen.Groups[1].Value] : Number().Matches(Numbers).Select(match => match.Value).ToList();
        var found = new List<Guid>();
        foreach (var number in numbers)
        {
            var candidate = candidates.FirstOrDefault(candidate => candidate.MayBePlaced && candidate.Submission.Number.ToString(CultureInfo.InvariantCulture) == number);
            if (candidate is null)
            {
                return new Refusal("programme.unknown-number", $"#{number} is no accepted submission. Type numbers of the list, for example 12 or 12, 15.");
            }

            found.Add(candidate.Submission.Id);
        }

        return found.Count == 0
            ? new Refusal("programme.unknown-number", "Type the numbers of accepted submissions, for example 12 or 12, 15.")
            : new ProgrammeChange.Place(SessionId, found, Minutes ?? UsualMinutes);
    }

    [GeneratedRegex(@"[1-9]\d{0,6}")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*#([1-9]\d{0,6})\s+\D")]
    private static partial Regex Chosen();
}
