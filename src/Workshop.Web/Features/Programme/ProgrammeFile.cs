using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Programme;

/// <summary>A programme in a file of its own, for organizers who keep their data elsewhere; docs/programme-file.md describes it.</summary>
public static class ProgrammeFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<SessionKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new WallClock(), new Day() },
    };

    /// <summary>Pictures (logos, portraits) are named in the document by their paths as the file says them; nothing but the file itself is read.</summary>
    /// <exception cref="JsonException">The file is malformed or says something impossible; the line is set where it is known.</exception>
    public static async Task<ProgrammeDocument> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var file = await JsonSerializer.DeserializeAsync<EventFile>(stream, Json, cancel) ?? throw new JsonException("There is nothing in it.");
        if (EventZone.Find(file.Zone) is { Succeeded: false } unknown)
        {
            throw new JsonException($"zone: {unknown.Refusal!.Message}");
        }

        var zone = EventZone.Stored(file.Zone);
        var sessions = new List<ProgrammeSession>();
        var boards = 0;
        foreach (var (s, session) in Each(file.Sessions, "sessions").Index())
        {
            sessions.Add(Session(session, string.Create(CultureInfo.InvariantCulture, $"sessions[{s}]"), zone, ref boards));
        }

        return new ProgrammeDocument(
            NotBlank(file.Name, "name"),
            file.StartsOn,
            file.EndsOn ?? file.StartsOn,
            file.Venue ?? "",
            zone.TimeName,
            [.. sessions.OrderBy(session => session.Starts)])
        {
            ZoneId = zone.Id,
            Front = file.Front is null ? new ProgrammeFront() : Front(file.Front),
        };
    }

    private static ProgrammeFront Front(FrontFile file)
    {
        var accent = string.IsNullOrWhiteSpace(file.Accent) ? null : AccentColour.Read(file.Accent);
        if (accent is { Succeeded: false })
        {
            throw new JsonException($"front.accent: {accent.Refusal!.Message}");
        }

        return new ProgrammeFront
        {
            Welcome = file.Welcome?.Trim() ?? "",
            Practical = file.Practical?.Trim() ?? "",
            Committee = [.. Each(file.Committee, "front.committee").Select(person => new ProgrammePerson(NotBlank(person.Name, "front.committee"), person.Affiliation ?? "", person.Role ?? ""))],
            Reviewers = [.. Each(file.Reviewers, "front.reviewers").Select(person => new ProgrammePerson(NotBlank(person.Name, "front.reviewers"), person.Affiliation ?? ""))],
            Sponsors = [.. Each(file.Sponsors, "front.sponsors").Select(sponsor => new ProgrammeSponsor(NotBlank(sponsor.Name, "front.sponsors"), sponsor.Level ?? "", sponsor.Address ?? "", sponsor.Logo ?? ""))],
            Logo = file.Logo ?? "",
            Accent = accent?.Value?.Hex ?? "",
        };
    }

    private static ProgrammeSession Session(SessionFile file, string at, EventZone zone, ref int boards)
    {
        var starts = Instant(file.Start, zone, $"{at}.start");
        var ends = Instant(file.End, zone, $"{at}.end");
        if (ends <= starts)
        {
            throw new JsonException($"{at}.end: The session ends before it starts.");
        }

        var items = new List<ProgrammeItem>();
        var next = starts;
        foreach (var (i, item) in Each(file.Items, $"{at}.items").Index())
        {
            var here = string.Create(CultureInfo.InvariantCulture, $"{at}.items[{i}]");
            if (item.Minutes is < 0 or > 600)
            {
                throw new JsonException($"{here}.minutes: Give 0 to 600 minutes.");
            }

            var isPoster = file.Kind == SessionKind.Posters;
            items.Add(new ProgrammeItem(
                string.Create(CultureInfo.InvariantCulture, $"{at.Replace("sessions", "s", StringComparison.Ordinal).Trim(']').Replace('[', '-')}-{i}"),
                null,
                isPoster ? null : zone.At(next),
                item.Minutes,
                isPoster ? Board(item.Board, ++boards) : null,
                string.IsNullOrWhiteSpace(item.Title) ? null : item.Title.Trim(),
                item.Abstract?.Trim() ?? "",
                [.. Each(item.Authors, $"{here}.authors").Where(author => !string.IsNullOrWhiteSpace(author.Name)).Select(author => ProgrammeAuthor.Of(author.Name.Trim(), author.Affiliation ?? "") with { IsPresenter = author.Presents })])
            {
                Topics = [.. Each(item.Topics, $"{here}.topics").Select(topic => topic.Trim()).Where(topic => topic.Length > 0)],
                Biography = item.Biography?.Trim() ?? "",
                Photo = item.Photo ?? "",
            });
            next = next.AddMinutes(item.Minutes);
        }

        return new ProgrammeSession(NotBlank(file.Title, $"{at}.title"), file.Kind, zone.At(starts), zone.At(ends), file.Room ?? "", file.Chair ?? "", items);
    }

    private static DateTimeOffset Instant(DateTime wallClock, EventZone zone, string at) =>
        zone.ToInstant(wallClock, RepeatedHour.First) is { Succeeded: true } instant ? instant.Value : throw new JsonException($"{at}: {zone.ToInstant(wallClock).Refusal!.Message}");

    private static string Board(string? said, int number) => string.IsNullOrWhiteSpace(said) ? string.Create(CultureInfo.InvariantCulture, $"P{number}") : said.Trim();

    /// <summary>Nothing for a list that the file leaves out.</summary>
    /// <exception cref="JsonException">There is a null in it.</exception>
    private static IEnumerable<T> Each<T>(IReadOnlyList<T?>? list, string at)
        where T : class =>
        (list ?? []).Select((element, place) => element ?? throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"{at}[{place}]: Write something instead of null, or leave it out.")));

    private static string NotBlank(string text, string at) => string.IsNullOrWhiteSpace(text) ? throw new JsonException($"{at}: Give it a text.") : text.Trim();

    private sealed record EventFile(string Name, DateOnly StartsOn, IReadOnlyList<SessionFile> Sessions, DateOnly? EndsOn = null, string? Venue = null, string Zone = "Etc/UTC", FrontFile? Front = null);

    private sealed record FrontFile(
        string? Welcome = null,
        string? Practical = null,
        IReadOnlyList<PersonFile>? Committee = null,
        IReadOnlyList<PersonFile>? Reviewers = null,
        IReadOnlyList<SponsorFile>? Sponsors = null,
        string? Logo = null,
        string? Accent = null);

    private sealed record PersonFile(string Name, string? Affiliation = null, string? Role = null);

    private sealed record SponsorFile(string Name, string? Level = null, string? Address = null, string? Logo = null);

    private sealed record SessionFile(string Title, DateTime Start, DateTime End, SessionKind Kind = SessionKind.Talks, string? Room = null, string? Chair = null, IReadOnlyList<ItemFile>? Items = null);

    private sealed record ItemFile(string? Title = null, int Minutes = 0, string? Abstract = null, IReadOnlyList<AuthorFile>? Authors = null, IReadOnlyList<string>? Topics = null, string? Board = null, string? Biography = null, string? Photo = null);

    private sealed record AuthorFile(string Name, string? Affiliation = null, bool Presents = false);

    /// <summary>"2025-12-02T09:00": no seconds, no offset, because it is what clocks at the event show.</summary>
    private sealed class WallClock : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTime.TryParseExact(reader.GetString(), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : throw new JsonException("Write times as clocks at the event show them, like \"2025-12-02T09:00\".");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
    }

    private sealed class Day : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw new JsonException("Write days like \"2025-12-02\".");

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
