using System.Globalization;
using Workshop.Domain.Mail;

namespace Workshop.Domain.Events;

public enum AnnouncementKind
{
    CallOpen,
    OneWeekLeft,
    DeadlineExtended,
    DecisionsOut,
    ProgrammeOut,
}

/// <summary>What an announcement tells. Names and places are as typed, of any length and script.</summary>
/// <param name="Deadline">For submissions.</param>
/// <param name="Address">The page that it points to; never cut.</param>
public sealed record AnnouncementFacts(string Name, DateOnly StartsOn, DateOnly EndsOn, string Venue, DateTimeOffset Deadline, EventZone DeadlineZone, string Address);

/// <summary>
/// Ready texts for social networks, never longer than <see cref="MaxLength"/>, counted as people count: a letter with its marks or an emoji is one (Unicode text elements), and the address counts as it is. What does not
/// fit is left out in this order: the building, then the city, then the end of the name.
/// </summary>
public static class AnnouncementText
{
    /// <summary>Bluesky takes 300, the others more.</summary>
    public const int MaxLength = 300;

    private const int LongestPlace = 60;

    public static int LengthOf(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>One line. An address that alone is longer than <see cref="MaxLength"/> stands alone, because half of one leads nowhere.</summary>
    public static string Write(AnnouncementKind kind, AnnouncementFacts facts)
    {
        var name = MailText.Line(facts.Name);
        foreach (var place in Places(MailText.Line(facts.Venue)))
        {
            var text = Compose(kind, facts, name, place);
            if (LengthOf(text) <= MaxLength)
            {
                return text;
            }
        }

        for (var budget = MaxLength - LengthOf(Compose(kind, facts, "", "")); budget > 1; budget--)
        {
            var text = Compose(kind, facts, Cut(name, budget), "");
            if (LengthOf(text) <= MaxLength)
            {
                return text;
            }
        }

        return MailText.Line(facts.Address);
    }

    /// <summary>At most so many text elements, an ellipsis included; at the end of a word when there is one near.</summary>
    public static string Cut(string text, int most)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        if (starts.Length <= most)
        {
            return text;
        }

        if (most < 1)
        {
            return "";
        }

        var kept = text[..starts[most - 1]];
        var blank = kept.LastIndexOf(' ');
        if (text[starts[most - 1]] != ' ' && blank > 0 && LengthOf(kept[blank..]) <= Math.Max(4, most / 4))
        {
            kept = kept[..blank];
        }

        return kept.TrimEnd(' ', ',', ';', ':', '-', '–', '(') + "…";
    }

    private static string Compose(AnnouncementKind kind, AnnouncementFacts facts, string name, string place)
    {
        var when = string.Join(", ", new[] { EventDays.Say(facts.StartsOn, facts.EndsOn), place }.Where(part => part.Length > 0));
        var deadline = EventDays.SayDeadline(facts.Deadline, facts.DeadlineZone);
        return MailText.Line(kind switch
        {
            AnnouncementKind.CallOpen => $"{name}: the call for abstracts is open. {when}. Submit by {deadline}. {facts.Address}",
            AnnouncementKind.OneWeekLeft => $"One week left to submit to {name}. {when}. Deadline: {deadline}. {facts.Address}",
            AnnouncementKind.DeadlineExtended => $"More time for your abstract: the new deadline of {name} is {deadline}. {when}. {facts.Address}",
            AnnouncementKind.DecisionsOut => $"The decisions of {name} are out; authors find theirs on the page of their submission. {when}. {facts.Address}",
            _ => $"The programme of {name} is out: who speaks when, with all abstracts. {when}. {facts.Address}",
        });
    }

    /// <summary>"Room 1, Old Observatory, Copenhagen", then without what stands first, at last nothing: the city comes last and matters most.</summary>
    private static IEnumerable<string> Places(string venue)
    {
        yield return venue;
        var parts = venue.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var from = 1; from < parts.Length; from++)
        {
            yield return string.Join(", ", parts[from..]);
        }

        if (parts.Length > 0)
        {
            yield return Cut(parts[^1], LongestPlace);
        }

        yield return "";
    }
}
