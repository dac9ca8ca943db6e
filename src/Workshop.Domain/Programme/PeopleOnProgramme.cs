using Workshop.Domain.People;

namespace Workshop.Domain.Programme;

/// <summary>
/// Where everybody has to be, and where that cannot be. Two duties are the same person's when they share an e-mail address; where one of them has none, as chairs and invited speakers
/// do, when the full names are the same (<see cref="NameMatch.Same"/>). Of two people with addresses and one name nothing is concluded.
/// </summary>
internal sealed class PeopleOnProgramme(ProgrammeFacts facts, List<SessionFacts> sessions, Dictionary<Guid, AcceptedSubmission> accepted, WarningWords words)
{
    /// <summary>Who has less to change rooms is late.</summary>
    private static readonly TimeSpan ToChangeRooms = TimeSpan.FromMinutes(5);

    private enum DutyKind
    {
        Presents,
        Chairs,
        IsAbsent,
    }

    public IEnumerable<ProgrammeWarning> Find()
    {
        var duties = Duties().OrderBy(duty => duty.From).ThenBy(duty => duty.To).ThenBy(duty => duty.Place).ToList();
        return ByAddress(duties).SelectMany(own => Pairs(own, (_, _) => true))
            .Concat(duties.Where(duty => duty.Key.Compare(duty.Key) == NameMatch.Same).GroupBy(duty => duty.Key.Joined, StringComparer.Ordinal)
                .SelectMany(own => Pairs([.. own], (one, other) => (one.Emails.Count == 0 || other.Emails.Count == 0) && one.Key.Compare(other.Key) == NameMatch.Same)))
            .SelectMany(pair => Judge(pair.One, pair.Other));
    }

    private IEnumerable<Duty> Duties()
    {
        var place = 0;
        var absences = facts.Absences.ToLookup(absence => absence.SubmissionId ?? absence.SlotId ?? Guid.Empty);
        foreach (var session in sessions)
        {
            foreach (var chair in ProgrammeAuthor.Split(session.Chair, ""))
            {
                yield return new Duty(DutyKind.Chairs, chair.Name, NameKey.Of(chair.Name), [], session, null, "", session.Starts, session.Ends, place++, "");
            }

            foreach (var item in session.Items)
            {
                var (from, to) = TimeOf(session, item);
                foreach (var (name, emails) in Presenters(item))
                {
                    var key = NameKey.Of(name);
                    yield return new Duty(DutyKind.Presents, name, key, emails, session, item.SlotId, NameOf(item), from, to, place++, "");
                    foreach (var absence in absences[item.SubmissionId ?? item.SlotId].Concat(item.SubmissionId is null ? [] : absences[item.SlotId]))
                    {
                        yield return new Duty(DutyKind.IsAbsent, name, key, emails, session, item.SlotId, "", absence.From, absence.To, place++, absence.Note);
                    }
                }
            }
        }
    }

    private IEnumerable<(string Name, IReadOnlyList<string> Emails)> Presenters(ItemFacts item)
    {
        if (item.SubmissionId is not { } id)
        {
            return ProgrammeAuthor.Split(item.Speakers, "").Select(speaker => (speaker.Name, (IReadOnlyList<string>)[]));
        }

        if (!accepted.TryGetValue(id, out var submission) || submission.IsWithdrawn)
        {
            return [];
        }

        return [(submission.Presenter, [.. submission.OtherEmails.Prepend(submission.PresenterEmail).Where(email => email.Length > 0).Distinct(StringComparer.Ordinal)])];
    }

    private string NameOf(ItemFacts item) => item.SubmissionId is { } id ? WarningWords.Number(accepted[id]) : item.Title.Length > 0 ? $"“{item.Title}”" : "an invited talk";

    /// <summary>A poster is presented as long as its session or its half of it lasts.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) TimeOf(SessionFacts session, ItemFacts item)
    {
        if (!session.HasPosters)
        {
            return (item.Starts, item.Ends);
        }

        var middle = session.Starts + ((session.Ends - session.Starts) / 2);
        return item.Half switch
        {
            BoardHalf.First => (session.Starts, middle),
            BoardHalf.Second => (middle, session.Ends),
            _ => (session.Starts, session.Ends),
        };
    }

    /// <summary>Duties that hang together by their addresses; one person may be known by several.</summary>
    private static IEnumerable<List<Duty>> ByAddress(List<Duty> duties)
    {
        var people = new Groups(duties.Count);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var d = 0; d < duties.Count; d++)
        {
            foreach (var email in duties[d].Emails)
            {
                if (!known.TryAdd(email, d))
                {
                    people.Join(known[email], d);
                }
            }
        }

        return duties.Index().Where(duty => duty.Item.Emails.Count > 0).GroupBy(duty => people.Of(duty.Index), duty => duty.Item).Select(own => own.ToList());
    }

    /// <summary>Those that overlap, or follow each other too closely to change rooms.</summary>
    private static IEnumerable<(Duty One, Duty Other)> Pairs(List<Duty> own, Func<Duty, Duty, bool> areSamePerson)
    {
        for (var i = 0; i < own.Count; i++)
        {
            for (var j = i + 1; j < own.Count && own[j].From < own[i].To + ToChangeRooms; j++)
            {
                if (areSamePerson(own[i], own[j]))
                {
                    yield return (own[i], own[j]);
                }
            }
        }
    }

    private IEnumerable<ProgrammeWarning> Judge(Duty one, Duty other)
    {
        var overlaps = other.From < one.To;
        return (one.Kind, other.Kind) switch
        {
            (DutyKind.IsAbsent, DutyKind.IsAbsent) => [],
            (DutyKind.IsAbsent, _) => overlaps ? [Absent(other, one)] : [],
            (_, DutyKind.IsAbsent) => overlaps ? [Absent(one, other)] : [],
            _ when one.Session.Id == other.Session.Id => one.Kind != other.Kind ? [ChairPresents(one, other)] : [],
            _ when overlaps => [Clash(one, other)],
            _ => IsHurry(one, other) ? [Hurry(one, other)] : [],
        };
    }

    private ProgrammeWarning Absent(Duty duty, Duty absence)
    {
        var why = absence.Note.Length > 0 ? $" ({absence.Note})" : "";
        return new ProgrammeWarning(
            "programme.absent",
            $"{duty.Name} {Does(duty)}{(duty.Kind == DutyKind.Presents ? $" in “{duty.Session.Title}”" : "")} ({words.Span(duty.From, duty.To)}), but cannot be there {words.Span(absence.From, absence.To)}{why}. "
                + (duty.Kind == DutyKind.Presents ? "Move it, or let somebody else present." : "Ask somebody else to chair."),
            duty.Session.Id)
        {
            Weight = WarningWeight.Clash,
            Slots = Slots(duty),
        };
    }

    private static ProgrammeWarning ChairPresents(Duty one, Duty other)
    {
        var talk = one.Kind == DutyKind.Presents ? one : other;
        return new ProgrammeWarning("programme.chair-presents", $"{talk.Name} chairs “{talk.Session.Title}” and presents {talk.What} in it. Ask somebody else to chair, at least for that time.", talk.Session.Id) { Slots = Slots(talk) };
    }

    private ProgrammeWarning Clash(Duty one, Duty other)
    {
        var time = words.Span(other.From, one.To < other.To ? one.To : other.To);
        var (code, sentence) = (one.Kind, other.Kind) switch
        {
            (DutyKind.Presents, DutyKind.Presents) =>
                ("programme.presenter-twice", $"{other.Name} presents {one.What} in “{one.Session.Title}” and {other.What} in “{other.Session.Title}” at the same time ({time}). Move one of them, or let somebody else present."),
            (DutyKind.Chairs, DutyKind.Chairs) =>
                ("programme.chair-twice", $"{other.Name} chairs “{one.Session.Title}” and “{other.Session.Title}” at the same time ({time}). Ask somebody else to chair one of them."),
            (DutyKind.Chairs, _) =>
                ("programme.chair-elsewhere", $"{other.Name} chairs “{one.Session.Title}” and presents {other.What} in “{other.Session.Title}” at the same time ({time}). Ask somebody else to chair, or move the talk."),
            _ => ("programme.chair-elsewhere", $"{one.Name} chairs “{other.Session.Title}” and presents {one.What} in “{one.Session.Title}” at the same time ({time}). Ask somebody else to chair, or move the talk."),
        };
        return new ProgrammeWarning(code, sentence, other.Session.Id) { Weight = WarningWeight.Clash, Slots = Slots(one, other) };
    }

    /// <summary>Whoever stands at a poster can leave a little earlier or come a little later.</summary>
    private static bool IsHurry(Duty one, Duty other) =>
        one.Session.Room.Length > 0 && other.Session.Room.Length > 0 && !string.Equals(one.Session.Room, other.Session.Room, StringComparison.OrdinalIgnoreCase)
        && !(one.Session.HasPosters && one.Kind == DutyKind.Presents) && !(other.Session.HasPosters && other.Kind == DutyKind.Presents);

    private ProgrammeWarning Hurry(Duty one, Duty other)
    {
        var minutes = (int)(other.From - one.To).TotalMinutes;
        return new ProgrammeWarning(
            "programme.hurry",
            $"{other.Name} {Does(one)} in {one.Session.Room} until {words.Clock(one.To)} and {Does(other)} in {other.Session.Room} from {words.Clock(other.From)}: {(minutes == 0 ? "no time" : WarningWords.Minutes(minutes))} to change rooms. Leave {(int)ToChangeRooms.TotalMinutes}.",
            other.Session.Id)
        {
            Slots = Slots(one, other),
        };
    }

    private static string Does(Duty duty) => duty.Kind == DutyKind.Chairs ? $"chairs “{duty.Session.Title}”" : $"presents {duty.What}";

    private static Guid[] Slots(params ReadOnlySpan<Duty> duties)
    {
        var slots = new List<Guid>();
        foreach (var duty in duties)
        {
            if (duty.Slot is { } slot)
            {
                slots.Add(slot);
            }
        }

        return [.. slots];
    }

    /// <param name="Emails">Normalized; empty for a chair and an invited speaker.</param>
    /// <param name="What">What is presented: "#12".</param>
    /// <param name="Place">In the order of the programme.</param>
    private sealed record Duty(
        DutyKind Kind, string Name, NameKey Key, IReadOnlyList<string> Emails, SessionFacts Session, Guid? Slot, string What, DateTimeOffset From, DateTimeOffset To, int Place, string Note);
}
