using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Programme;

/// <summary>Whose schedule it is and where it is published.</summary>
/// <param name="EventId">Makes the guids of this event its own.</param>
/// <param name="Slug">Of the event.</param>
/// <param name="BaseUrl">Of the site, without a slash at the end.</param>
/// <param name="ProgrammeUrl">The public programme.</param>
/// <param name="ItemUrl">An item's own page.</param>
/// <param name="PaperUrl">The PDF that everybody may read; null when there is none.</param>
public sealed record ScheduleSource(Guid EventId, string Slug, string BaseUrl, string ProgrammeUrl, Func<ProgrammeItem, string> ItemUrl, Func<ProgrammeItem, string?> PaperUrl);

/// <summary>One entry of a room: a talk, a whole poster session, a break.</summary>
/// <param name="Id">Positive and the same in every version: the number of the submission, otherwise a number above <see cref="ConferenceSchedule.FirstDerivedId"/> made of the key.</param>
/// <param name="Uid">Made of event and key alone.</param>
/// <param name="Starts">With the offset in force at the event.</param>
/// <param name="Slug">Lower-case letters, digits and hyphens; unique in the schedule.</param>
public sealed record ScheduleEvent(
    int Id, Guid Uid, DateTimeOffset Starts, int Minutes, string Room, string Slug, string Title, string Subtitle, string Track, string Type, string Abstract, string Description,
    IReadOnlyList<SchedulePerson> Persons, IReadOnlyList<ScheduleLink> Links, IReadOnlyList<ScheduleLink> Attachments, string Url);

/// <param name="Id">Made of the name: the programme knows nothing else about people, as <see cref="AuthorIndex"/>.</param>
public sealed record SchedulePerson(int Id, Guid Uid, string Name);

public sealed record ScheduleLink(string Href, string Text);

/// <param name="Index">From 1.</param>
/// <param name="Rooms">In order of their names; those with something on that day.</param>
public sealed record ScheduleDay(int Index, DateOnly Date, DateTimeOffset Starts, DateTimeOffset Ends, IReadOnlyList<ScheduleRoom> Rooms);

public sealed record ScheduleRoom(string Name, IReadOnlyList<ScheduleEvent> Events);

/// <summary>
/// A programme as conference apps read it, after the model that frab made and pretalx, Giggity, EventFahrplan and venueless share: days, rooms, events. A day lasts from four in
/// the morning to four the next, so that a party that ends after midnight stays on its evening. Posters have no time of their own: their session is one event that lists them.
/// Talks that share a slot follow one another, because apps draw what overlaps in one room on top of each other. Deterministic.
/// </summary>
public sealed record ConferenceSchedule(string Acronym, string Title, string Version, DateOnly StartsOn, DateOnly EndsOn, int TimeslotMinutes, string ZoneName, string BaseUrl, string Url, IReadOnlyList<ScheduleDay> Days)
{
    /// <summary>Submissions are numbered below it.</summary>
    public const int FirstDerivedId = 1_000_000;

    private static readonly TimeOnly DayChange = new(4, 0);

    public IEnumerable<ScheduleEvent> Events => Days.SelectMany(day => day.Rooms).SelectMany(room => room.Events);

    public static ConferenceSchedule Of(ProgrammeDocument programme, ScheduleSource source)
    {
        var zone = EventZone.Stored(programme.ZoneId);
        var events = new Entries(programme, source).All();
        var dates = events.Select(DayOf).ToList();
        for (var date = programme.StartsOn; date <= programme.EndsOn; date = date.AddDays(1))
        {
            dates.Add(date);
        }

        var days = new List<ScheduleDay>();
        foreach (var date in dates.Distinct().Order())
        {
            var rooms = events.Where(e => DayOf(e) == date).GroupBy(e => e.Room, StringComparer.Ordinal).OrderBy(room => room.Key, BoardName.Order)
                .Select(room => new ScheduleRoom(room.Key, [.. room.OrderBy(e => e.Starts).ThenBy(e => e.Id)]));
            days.Add(new ScheduleDay(days.Count + 1, date, Change(zone, date), Change(zone, date.AddDays(1)).AddMinutes(-1), [.. rooms]));
        }

        return new ConferenceSchedule(
            AcronymOf(source.Slug), MailText.Line(programme.Name), programme.Version.Length == 0 ? "draft" : MailText.Line(programme.Version), days[0].Date, days[^1].Date, Timeslot(events),
            programme.ZoneId is "Etc/UTC" ? "UTC" : programme.ZoneId, source.BaseUrl, source.ProgrammeUrl, days);
    }

    private static DateOnly DayOf(ScheduleEvent e) => DateOnly.FromDateTime(e.Starts.DateTime.AddHours(-DayChange.Hour));

    private static DateTimeOffset Change(EventZone zone, DateOnly date) =>
        zone.At(zone.ToInstant(date.ToDateTime(DayChange), RepeatedHour.First) is { Succeeded: true } instant ? instant.Value : zone.StartOfDay(date).AddHours(DayChange.Hour));

    /// <summary>Letters, digits and underscores: the validators take no other hyphen.</summary>
    private static string AcronymOf(string slug)
    {
        var acronym = slug.Replace('-', '_');
        return acronym.Length < 4 ? acronym + "_conf" : acronym;
    }

    /// <summary>The grid on which everything begins and ends, at most an hour.</summary>
    private static int Timeslot(List<ScheduleEvent> events)
    {
        var grid = 60;
        foreach (var e in events)
        {
            foreach (var minutes in (int[])[e.Starts.Minute, e.Minutes])
            {
                var (a, b) = (grid, minutes);
                while (b != 0)
                {
                    (a, b) = (b, a % b);
                }

                grid = a;
            }
        }

        return grid;
    }

    /// <summary>RFC 9562, version 8: the first bytes of a hash, so that the same name always has the same guid.</summary>
    private static Guid GuidOf(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private sealed class Entries(ProgrammeDocument programme, ScheduleSource source)
    {
        private readonly HashSet<int> _ids = [];
        private readonly Dictionary<string, SchedulePerson> _people = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<ScheduleEvent> _events = [];

        /// <summary>Where what has no room is shown: the only room there is, or the venue.</summary>
        private readonly string _elsewhere = programme.Sessions.Select(session => MailText.Line(session.Room)).Where(room => room.Length > 0).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only]
            ? only
            : MailText.Line(programme.Venue.Split(',')[0]) is { Length: > 0 } venue ? venue : "Venue";

        public List<ScheduleEvent> All()
        {
            foreach (var session in programme.Sessions)
            {
                var timed = session.Items.Where(item => item.Starts is not null).ToList();
                if (timed.Count == 0)
                {
                    AddWhole(session);
                    continue;
                }

                for (var i = 0; i < timed.Count; i++)
                {
                    var first = i;
                    while (first > 0 && timed[first].SharesSlot)
                    {
                        first--;
                    }

                    var last = i;
                    while (last + 1 < timed.Count && timed[last + 1].SharesSlot)
                    {
                        last++;
                    }

                    AddItem(session, timed[i], i - first, last - first + 1);
                }
            }

            return _events;
        }

        private void AddItem(ProgrammeSession session, ProgrammeItem item, int place, int sharing)
        {
            var (from, to) = (item.Minutes * place / sharing, item.Minutes * (place + 1) / sharing);
            var url = source.ItemUrl(item);
            _events.Add(new ScheduleEvent(
                IdOf(item.Key, item.Number), GuidOf($"{source.EventId:n}-{item.Key}"), item.Starts!.Value.AddMinutes(from), Math.Max(1, to - from), RoomOf(session), SlugOf(item.Key, item.Title ?? session.Title),
                Line(item.ShownTitle), "", MailText.Line(session.Title), TypeOf(session.Kind), Text(item.Abstract), DescriptionOf(session, item), [.. item.Authors.Where(author => author.Name.Length > 0).Select(author => PersonOf(author.Name))],
                [new ScheduleLink(url, "Abstract")], source.PaperUrl(item) is { } paper ? [new ScheduleLink(paper, "Paper")] : [], url));
        }

        /// <summary>A break, a dinner, the posters.</summary>
        private void AddWhole(ProgrammeSession session)
        {
            var key = session.Key.Length > 0 ? session.Key : string.Create(CultureInfo.InvariantCulture, $"s{_events.Count + 1}");
            var posters = session.Items.OrderBy(item => item.Board, BoardName.Order).ToList();
            var people = posters.SelectMany(item => item.Authors.Where(author => author.IsPresenter || item.Authors.Count == 1)).Select(author => author.Name).Where(name => name.Length > 0).Select(PersonOf).Distinct();
            _events.Add(new ScheduleEvent(
                IdOf(key, null), GuidOf($"{source.EventId:n}-{key}"), session.Starts, Math.Max(1, (int)(session.Ends - session.Starts).TotalMinutes), RoomOf(session), SlugOf(key, session.Title),
                MailText.Line(session.Title), "", MailText.Line(session.Title), TypeOf(session.Kind), "",
                string.Join('\n', posters.Select(item => $"{(item.Board is { } board ? $"{MailText.Line(board)}: " : "")}{Line(item.ShownTitle)}{(item.Authors.Count > 0 ? $" ({string.Join(", ", item.Authors.Select(author => MailText.Line(author.Name)))})" : "")}")),
                [.. people], [.. posters.Select(item => new ScheduleLink(source.ItemUrl(item), Line(item.ShownTitle)))], [], source.ProgrammeUrl));
        }

        private static string DescriptionOf(ProgrammeSession session, ProgrammeItem item)
        {
            var lines = new List<string>();
            if (session.Chair.Length > 0)
            {
                lines.Add($"Chair: {MailText.Line(session.Chair)}");
            }

            if (item.Topics.Count > 0)
            {
                lines.Add($"Topics: {string.Join(", ", item.Topics.Select(MailText.Line))}");
            }

            if (item.Biography.Length > 0)
            {
                lines.Add(Text(item.Biography));
            }

            return string.Join('\n', lines);
        }

        private string RoomOf(ProgrammeSession session) => MailText.Line(session.Room) is { Length: > 0 } room ? room : _elsewhere;

        private int IdOf(string key, int? number)
        {
            var id = number is > 0 and < FirstDerivedId ? number.Value : Derived($"{source.EventId:n}-{key}");
            while (!_ids.Add(id))
            {
                id = id >= int.MaxValue - 1 ? FirstDerivedId : id + 1;
            }

            return id;
        }

        private SchedulePerson PersonOf(string typed)
        {
            var name = MailText.Line(typed).Normalize(NormalizationForm.FormC);
            if (!_people.TryGetValue(name, out var person))
            {
                var seed = $"{source.EventId:n}-person-{name.ToUpperInvariant()}";
                var id = Derived(seed);
                while (_people.Values.Any(known => known.Id == id))
                {
                    id++;
                }

                person = new SchedulePerson(id, GuidOf(seed), name);
                _people.Add(name, person);
            }

            return person;
        }

        private static int Derived(string name) =>
            FirstDerivedId + (int)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)), 0) % (int.MaxValue - FirstDerivedId - 1000));

        private string SlugOf(string key, string title)
        {
            var words = string.Concat(TypedText.Read(title).Where(run => !run.IsFormula).Select(run => run.Text + " "));
            var slug = new StringBuilder();
            foreach (var character in words.Normalize(NormalizationForm.FormD))
            {
                var letters = char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark ? "" : BaseLetters.Of(character) ?? character.ToString();
                foreach (var letter in letters.Length == 0 ? [] : letters.ToCharArray())
                {
                    if (char.IsAsciiLetterOrDigit(letter))
                    {
                        slug.Append(char.ToLowerInvariant(letter));
                    }
                    else if (slug.Length > 0 && slug[^1] != '-')
                    {
                        slug.Append('-');
                    }
                }
            }

            return $"{source.Slug}-{key.ToLowerInvariant()}-{CutText.To(slug.ToString(), 60)}".TrimEnd('-');
        }

        private static string TypeOf(SessionKind kind) => kind switch
        {
            SessionKind.Talks => "talk",
            SessionKind.Posters => "poster session",
            SessionKind.Keynote => "keynote",
            SessionKind.Panel => "discussion",
            SessionKind.Break => "break",
            _ => "social",
        };

        /// <summary>An escaped sign is the sign; formulas stay LaTeX, which is what people type to each other.</summary>
        private static string Line(string typed) => MailText.Line(string.Concat(TypedText.Read(typed).Select(run => run.Text)));

        private static string Text(string typed) => MailText.Block(string.Concat(TypedText.Read(typed).Select(run => run.Text))).Trim();
    }
}
