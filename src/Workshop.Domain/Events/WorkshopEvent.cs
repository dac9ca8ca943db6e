using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Workshop.Domain.Pdf;

namespace Workshop.Domain.Events;

/// <summary>One edition of a workshop: "Theory of XAI 2025".</summary>
public sealed partial class WorkshopEvent
{
    private readonly List<Topic> _topics = [];

    private WorkshopEvent()
    {
    }

    public const int MaxSlugLength = 60;

    public Guid Id { get; private init; } = Guid.NewGuid();

    /// <summary>Names the event in addresses: lower-case letters, digits and hyphens; unique in the installation; never changes, so that links live.</summary>
    public string Slug { get; private set; } = "";

    public string Name { get; private set; } = "";

    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day, included.</summary>
    public DateOnly EndsOn { get; private set; }

    public string Venue { get; private set; } = "";

    /// <summary>IANA name; see <see cref="Zone"/>.</summary>
    public string ZoneId { get; private set; } = EventZone.Utc.Id;

    /// <summary>IANA name; see <see cref="DeadlineZone"/>.</summary>
    public string DeadlineZoneId { get; private set; } = EventZone.AnywhereOnEarthId;

    public DateTimeOffset SubmissionsOpen { get; private set; }

    public DateTimeOffset SubmissionsClose { get; private set; }

    /// <inheritdoc cref="EventSettings.AbstractsDue"/>
    public DateTimeOffset? AbstractsDue { get; private set; }

    public Freeze TitleFreeze { get; private set; }

    /// <inheritdoc cref="EventSettings.AuthorsFreeze"/>
    public Freeze AuthorsFreeze { get; private set; }

    /// <inheritdoc cref="EventSettings.RemindsDrafts"/>
    public bool RemindsDrafts { get; private set; }

    public int GraceMinutes { get; private set; }

    public DateTimeOffset? ReviewsDue { get; private set; }

    /// <summary>From when on authors may know their decisions; the first of them when there are several. May lie ahead, and is then taken back when the release is undone: compare it with now.</summary>
    public DateTimeOffset? DecisionsReleased { get; private set; }

    public DateTimeOffset? ProgrammeReleased { get; private set; }

    public int PageLimit { get; private set; }

    public int MaxUploadMegabytes { get; private set; }

    /// <summary>Reviewers do not learn who wrote a submission, authors never learn who reviewed it.</summary>
    public bool DoubleBlind { get; private set; }

    /// <summary>What organizers chose on the page of the checks. <see cref="FormatRules"/> adds what stands in other settings.</summary>
    public FormatRules ChosenChecks { get; private set; } = new();

    public int ReviewsPerSubmission { get; private set; }

    /// <summary>How many submissions a reviewer gets at most, unless the reviewer asked for fewer.</summary>
    public int MaxLoad { get; private set; }

    /// <summary>Markdown by the organizers, shown on the call page.</summary>
    public string CallText { get; private set; } = "";

    public string? ContactEmail { get; private set; }

    /// <summary>Rises with every change, so that two organizers who edit at once find out.</summary>
    public int Revision { get; private set; }

    /// <summary>Rises with every change of sessions and slots, for the same reason.</summary>
    public int ProgrammeRevision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>In the organizers' order.</summary>
    public IReadOnlyList<Topic> Topics => _topics;

    public EventZone Zone => EventZone.Stored(ZoneId);

    public EventZone DeadlineZone => EventZone.Stored(DeadlineZoneId);

    public long MaxUploadBytes => MaxUploadMegabytes * 1024L * 1024;

    /// <summary>What is asked of a PDF, page limit, largest file and blindness included.</summary>
    public FormatRules FormatRules => ChosenChecks with { PageLimit = PageLimit, MaxBytes = MaxUploadBytes, Blind = DoubleBlind };

    public Timeline Timeline => new(
        SubmissionsOpen,
        SubmissionsClose,
        TimeSpan.FromMinutes(GraceMinutes),
        ReviewsDue,
        DecisionsReleased,
        ProgrammeReleased,
        Zone.StartOfDay(StartsOn),
        Zone.StartOfDay(EndsOn.AddDays(1)).AddTicks(-1))
    {
        AbstractsDue = AbstractsDue,
        TitleFreeze = TitleFreeze,
        AuthorsFreeze = AuthorsFreeze,
    };

    /// <summary>Refused with every reason at once when the settings make no sense.</summary>
    /// <param name="slug">Made with <see cref="SlugFor"/>; the caller sees to it that it is not taken.</param>
    public static Outcome<WorkshopEvent> Create(string slug, EventSettings settings, DateTimeOffset now)
    {
        var created = new WorkshopEvent { Slug = slug, CreatedAt = now };
        return created.Change(settings) is { Succeeded: false } no ? Outcome.No<WorkshopEvent>(no.Refusals) : created;
    }

    /// <summary>Refused with every reason at once; the event is then unchanged.</summary>
    public Outcome<Done> Change(EventSettings settings)
    {
        var refusals = settings.Check();
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        Name = settings.Name.Trim();
        StartsOn = settings.StartsOn;
        EndsOn = settings.EndsOn;
        Venue = settings.Venue.Trim();
        ZoneId = settings.Zone.Id;
        DeadlineZoneId = settings.DeadlineZone.Id;
        SubmissionsOpen = settings.SubmissionsOpen;
        SubmissionsClose = settings.SubmissionsClose;
        AbstractsDue = settings.AbstractsDue;
        TitleFreeze = settings.TitleFreeze;
        AuthorsFreeze = settings.AuthorsFreeze;
        RemindsDrafts = settings.RemindsDrafts;
        GraceMinutes = settings.GraceMinutes;
        ReviewsDue = settings.ReviewsDue;
        PageLimit = settings.PageLimit;
        MaxUploadMegabytes = settings.MaxUploadMegabytes;
        DoubleBlind = settings.DoubleBlind;
        ReviewsPerSubmission = settings.ReviewsPerSubmission;
        MaxLoad = settings.MaxLoad;
        CallText = settings.CallText;
        ContactEmail = string.IsNullOrWhiteSpace(settings.ContactEmail) ? null : settings.ContactEmail.Trim();
        ChangeTopics(settings.Topics);
        Revision++;
        return Done.Instance;
    }

    /// <summary>Adds those that the event does not have yet, after the others.</summary>
    public void AddTopics(IEnumerable<string> names)
    {
        ChangeTopics([.. _topics.OrderBy(topic => topic.Position).Select(topic => topic.Name), .. names]);
        Revision++;
    }

    /// <summary>
    /// Refused with every reason at once; nothing is then changed. Page limit, largest file and blindness are settings of the event and not taken from here. Verdicts that
    /// stand are not touched.
    /// </summary>
    public Outcome<Done> ChangeChecks(FormatRules rules)
    {
        var refusals = rules.Check();
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        ChosenChecks = rules with { PageLimit = null, MaxBytes = FormatRules.DefaultMaxBytes, Blind = false };
        Revision++;
        return Done.Instance;
    }

    /// <summary>
    /// From <paramref name="visibleFrom"/> on authors may know their decisions. A later release changes nothing. <see cref="Revision"/> stays: files that anybody may read print
    /// it, and nobody may learn that a release waits.
    /// </summary>
    public void ReleaseDecisions(DateTimeOffset visibleFrom)
    {
        if (DecisionsReleased is null || visibleFrom < DecisionsReleased)
        {
            DecisionsReleased = visibleFrom;
        }
    }

    /// <summary>A release was undone before its instant. <see cref="Revision"/> stays, as in <see cref="ReleaseDecisions"/>.</summary>
    /// <param name="others">The earliest of the releases that still stand; null when none is left.</param>
    public void UndoReleaseOfDecisions(DateTimeOffset? others) => DecisionsReleased = others;

    /// <summary>From now on everybody may see the programme. Doing it again changes nothing.</summary>
    public void ReleaseProgramme(DateTimeOffset now)
    {
        if (ProgrammeReleased is null)
        {
            ProgrammeReleased = now;
            Revision++;
        }
    }

    /// <summary>Hides the programme again.</summary>
    public void WithdrawProgramme()
    {
        ProgrammeReleased = null;
        Revision++;
    }

    /// <summary>Organizers were added or removed: of two who remove each other at the same moment, one finds out.</summary>
    public void TouchOrganizers() => Revision++;

    public void TouchProgramme() => ProgrammeRevision++;

    /// <summary>"Theory of XAI 2025" → "theory-of-xai-2025": Latin letters without their accents, digits, single hyphens; "event" when nothing is left.</summary>
    public static string SlugFor(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString(0, Math.Min(slug.Length, MaxSlugLength)).Trim('-');
        return text.Length == 0 ? "event" : text;
    }

    /// <summary>Whether it can stand in an address as an event's name; its length is not looked at.</summary>
    public static bool IsSlug(string text) => SlugPattern().IsMatch(text);

    /// <summary>Topics that keep their name keep their identity, so that submissions do not lose them.</summary>
    private void ChangeTopics(IReadOnlyList<string> lines)
    {
        var wanted = TopicList.Read(lines);
        _topics.RemoveAll(topic => !wanted.Any(kept => string.Equals(kept.Name, topic.Name, StringComparison.OrdinalIgnoreCase)));
        for (var position = 0; position < wanted.Count; position++)
        {
            var topic = _topics.Find(known => string.Equals(known.Name, wanted[position].Name, StringComparison.OrdinalIgnoreCase));
            if (topic is null)
            {
                topic = new Topic { Name = wanted[position].Name };
                _topics.Add(topic);
            }

            topic.Group = wanted[position].Group;
            topic.Position = position;
        }

        _topics.Sort((left, right) => left.Position.CompareTo(right.Position));
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlugPattern();
}
