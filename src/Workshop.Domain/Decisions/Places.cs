using System.Globalization;

namespace Workshop.Domain.Decisions;

/// <summary>How full one kind of place is.</summary>
/// <param name="Name">"talks", "boards", or the name of a label.</param>
/// <param name="Room">Null when nobody counts.</param>
public sealed record PlacesTaken(string Name, int Taken, int? Room)
{
    /// <summary>How many more than there is room for; 0 when it fits.</summary>
    public int Over => Room is { } room && Taken > room ? Taken - room : 0;

    /// <summary>"9 of 10 talks"; "9 talks" without a limit.</summary>
    public string Words => Room is { } room
        ? string.Create(CultureInfo.InvariantCulture, $"{Taken} of {room} {Name}")
        : string.Create(CultureInfo.InvariantCulture, $"{Taken} {Name}");

    /// <summary>"2 talks more than there is room for"; null when it fits. Nothing is forbidden: organizers may know of a larger room.</summary>
    public string? Warning => Over == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{Words}: {Over} more than there is room for");
}

/// <summary>
/// Counts places. Talks count together whatever their label, and so do boards; a label with its own room counts beside that. A declined acceptance takes no place; an offer that is not
/// answered takes one.
/// </summary>
public static class Places
{
    /// <param name="decided">Outcome and label of each decision that takes a place or waits; the caller leaves out what the viewer may not see.</param>
    /// <returns>Talks, boards, then the labels in the order given.</returns>
    public static IReadOnlyList<PlacesTaken> Count(DecisionTerms terms, IReadOnlyList<DecisionLabel> labels, IReadOnlyCollection<(DecisionOutcome Outcome, Guid? LabelId)> decided)
    {
        var places = new List<PlacesTaken>
        {
            new("talks", decided.Count(d => d.Outcome == DecisionOutcome.Talk), terms.TalkPlaces),
            new("boards", decided.Count(d => d.Outcome == DecisionOutcome.Poster), terms.PosterPlaces),
        };
        places.AddRange(labels.Select(label => new PlacesTaken(label.Name, decided.Count(d => d.LabelId == label.Id), label.Places)));
        return places;
    }
}
