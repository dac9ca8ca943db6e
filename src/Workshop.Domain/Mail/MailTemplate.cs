using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workshop.Domain.Events;

namespace Workshop.Domain.Mail;

public enum PlaceholderType
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines, as a note or a list of what is missing.</summary>
    Lines,

    /// <summary>A point in time, said in the event's zone and Anywhere on Earth.</summary>
    Instant,

    /// <summary>An address of this server.</summary>
    Link,

    /// <summary>Several things, each on a line that begins with a hyphen.</summary>
    List,
}

/// <summary>Something in a template that is different in every mail.</summary>
/// <param name="Name">Lower-case words: "reviewer", "due". Stands in the template as {{reviewer}}.</param>
/// <param name="Meaning">What it stands for, for whoever writes the template.</param>
/// <param name="Example">As it would look in a mail.</param>
public sealed record MailPlaceholder(string Name, PlaceholderType Type, string Meaning, string Example)
{
    /// <summary>The text must have it: without it the mail would be of no use.</summary>
    public bool IsRequired { get; init; }

    /// <summary>There may be nothing to say. A line that has only this placeholder then disappears, together with one empty line before it.</summary>
    public bool MayBeEmpty { get; init; }
}

/// <summary>What a kind of mail usually says.</summary>
/// <param name="Placeholders">All that subject and body may use.</param>
public sealed record MailTemplate(string Subject, string Body, IReadOnlyList<MailPlaceholder> Placeholders)
{
    /// <summary>Why a subject and a body cannot be a template of this kind; empty when they can. Every unknown placeholder with its line and place in it.</summary>
    public IReadOnlyList<Refusal> Check(string subject, string body)
    {
        var refusals = new List<Refusal>();
        if (MailText.Line(subject).Length is 0 or > OutgoingMail.MaxSubjectLength)
        {
            refusals.Add(new Refusal("template.subject", $"Give it a subject of at most {OutgoingMail.MaxSubjectLength} characters.", "Subject"));
        }

        if (body.Trim().Length == 0 || body.Length > EventMailTemplate.MaxBodyLength)
        {
            refusals.Add(new Refusal("template.body", $"Give it a text of at most {EventMailTemplate.MaxBodyLength} characters.", "Body"));
        }

        refusals.AddRange(MailTemplateText.WhyNot(subject, this, "Subject"));
        refusals.AddRange(MailTemplateText.WhyNot(body, this, "Body"));
        var used = MailTemplateText.NamesIn(body).ToHashSet(StringComparer.Ordinal);
        refusals.AddRange(Placeholders.Where(placeholder => placeholder.IsRequired && !used.Contains(placeholder.Name))
            .Select(placeholder => new Refusal("template.required", $"The text must have {{{{{placeholder.Name}}}}}: {placeholder.Meaning}", "Body")));
        return refusals;
    }

    /// <summary>With what the placeholders look like in a mail.</summary>
    public RenderedMail Example(string subject, string body) => Render(subject, body, new MailValues(Placeholders.ToDictionary(placeholder => placeholder.Name, placeholder => placeholder.Example, StringComparer.Ordinal)));

    public RenderedMail Render(MailValues values) => Render(Subject, Body, values);

    /// <summary>Puts the values in. What is inserted is never read as a template again. A placeholder without a value is named in the result, which then must not be sent.</summary>
    public RenderedMail Render(string subject, string body, MailValues values)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        var line = MailText.Line(MailTemplateText.Replace(subject, name => MailText.Line(Value(name))));
        var text = MailText.Block(MailTemplateText.Replace(WithoutEmptyLines(body), Value));
        return new RenderedMail(line, text, missing.Count == 0 ? null : $"There is no value for {string.Join(", ", missing.Select(name => $"{{{{{name}}}}}"))}. Write what belongs there before you send it.");

        string Value(string name)
        {
            if (values.Texts.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }

            if (Find(name) is { MayBeEmpty: true })
            {
                return "";
            }

            missing.Add(name);
            return MailText.Missing(name);
        }

        string WithoutEmptyLines(string template)
        {
            var kept = new List<string>();
            foreach (var row in template.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'))
            {
                var names = MailTemplateText.NamesIn(row).ToList();
                if (names.Count > 0 && MailTemplateText.Replace(row, _ => "").Trim().Length == 0 && names.TrueForAll(name => Find(name) is { MayBeEmpty: true } && values.Texts.GetValueOrDefault(name, "").Length == 0))
                {
                    if (kept.Count > 0 && kept[^1].Length == 0)
                    {
                        kept.RemoveAt(kept.Count - 1);
                    }

                    continue;
                }

                kept.Add(row);
            }

            return string.Join('\n', kept);
        }
    }

    public MailPlaceholder? Find(string name) => Placeholders.FirstOrDefault(placeholder => placeholder.Name == name);
}

/// <param name="Lacks">Why it must not be sent as it is; null when nothing is missing.</param>
public sealed record RenderedMail(string Subject, string Body, string? Lacks);

/// <summary>What the placeholders of one mail stand for, as text. Made with the methods below, which know how each type is written.</summary>
public sealed record MailValues(IReadOnlyDictionary<string, string> Texts)
{
    public static MailValues None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public string ToJson() => JsonSerializer.Serialize(Texts);

    /// <summary>What <see cref="ToJson"/> wrote.</summary>
    public static MailValues FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);

    public MailValues Text(string name, string? value) => With(name, MailText.Line(value ?? ""));

    public MailValues Lines(string name, string? value) => With(name, MailText.Block(value ?? "").Trim('\n'));

    public MailValues Link(string name, string? address) => With(name, MailText.Line(address ?? ""));

    public MailValues List(string name, IEnumerable<string> items) => With(name, string.Join('\n', items.Select(item => "- " + MailText.Line(item))));

    /// <summary>In the event's zone, with Anywhere on Earth beside it where that is another clock: "Mon 1 Feb 2027, 10:00 Europe/Copenhagen (Sun 31 Jan 2027, 21:00 AoE)".</summary>
    public MailValues Instant(string name, DateTimeOffset? at, EventZone zone) => With(name, at is { } instant ? InZones(instant, zone) : "");

    public static string InZones(DateTimeOffset at, EventZone zone) => zone.IsAnywhereOnEarth ? In(at, zone) : $"{In(at, zone)} ({In(at, EventZone.AnywhereOnEarth)})";

    private static string In(DateTimeOffset at, EventZone zone) => $"{zone.At(at).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {zone.DisplayName}";

    private MailValues With(string name, string value) => new(new Dictionary<string, string>(Texts, StringComparer.Ordinal) { [name] = value });
}

/// <summary>Placeholders in text: two braces, lower-case words, two braces.</summary>
public static partial class MailTemplateText
{
    public static IEnumerable<string> NamesIn(string text) => Placeholder().Matches(text).Where(match => IsName(match.Groups[1].Value)).Select(match => match.Groups[1].Value.Trim());

    /// <summary>Every placeholder replaced by what <paramref name="value"/> says; in one pass.</summary>
    public static string Replace(string text, Func<string, string> value) => Placeholder().Replace(text, match => IsName(match.Groups[1].Value) ? value(match.Groups[1].Value.Trim()) : match.Value);

    /// <summary>What in <paramref name="text"/> is no placeholder of the template, or a link where none may be, with its place, counted from 1.</summary>
    internal static IEnumerable<Refusal> WhyNot(string text, MailTemplate template, string field)
    {
        var alone = Alone().Matches(text).Select(match => match.Index).ToHashSet();
        foreach (Match match in Placeholder().Matches(text))
        {
            if (template.Find(match.Groups[1].Value.Trim()) is null)
            {
                var (line, column) = PositionOf(text, match.Index);
                var known = string.Join(", ", template.Placeholders.Select(placeholder => $"{{{{{placeholder.Name}}}}}"));
                yield return new Refusal("template.unknown", $"{Where(field, line, column)}: {match.Value} is not known here. This kind of mail has {known}.", field);
            }
            else if (template.Find(match.Groups[1].Value.Trim()) is { Type: PlaceholderType.Link } && (field == "Subject" || !alone.Contains(match.Index)))
            {
                // Subjects are listed, and a link that is a part of another one gives its secret to that one's server.
                var (line, column) = PositionOf(text, match.Index);
                yield return new Refusal("template.link", $"{Where(field, line, column)}: {(field == "Subject" ? $"an address has no place in a subject. Take {match.Value} out." : $"leave white space before and after {match.Value}. Joined to other text, the link would lead somewhere else.")}", field);
            }
        }

        // Braces that open and do not close, on the same line, are a placeholder with a mistake.
        foreach (Match match in Unclosed().Matches(text))
        {
            var (line, column) = PositionOf(text, match.Index);
            yield return new Refusal("template.unclosed", $"{Where(field, line, column)}: a placeholder begins here and does not end. It needs two braces at its end.", field);
        }
    }

    /// <summary>Line and place in it of an index, both counted from 1.</summary>
    public static (int Line, int Column) PositionOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return (before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    private static string Where(string field, int line, int column) =>
        field == "Subject" ? string.Create(CultureInfo.InvariantCulture, $"In the subject, place {column}") : string.Create(CultureInfo.InvariantCulture, $"Line {line}, place {column}");

    private static bool IsName(string text) => Name().IsMatch(text.Trim());

    [GeneratedRegex(@"\{\{([^{}\n]{0,80})\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    /// <summary>With white space around it, brackets, quotation marks and the end of a sentence apart.</summary>
    [GeneratedRegex("""(?<=(?:^|\s)[(<"]?)\{\{[^{}\n]{0,80}\}\}(?=[.,;:!?)>"]{0,3}(?:\s|$))""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\{\{(?![^{}\n]{0,80}\}\})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unclosed();

    [GeneratedRegex(@"^[a-z][a-z0-9 -]{0,40}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}

/// <summary>What one event wants of one kind of mail: words of its own, and whether organizers look at each before it goes. No row: the usual words, at once.</summary>
public sealed class EventMailTemplate
{
    public const int MaxBodyLength = 20_000;

    private EventMailTemplate()
    {
    }

    public Guid EventId { get; private init; }

    public string Kind { get; private init; } = "";

    /// <summary>Null for the usual one.</summary>
    public string? Subject { get; private set; }

    /// <summary>Null for the usual one.</summary>
    public string? Body { get; private set; }

    /// <summary>Whether mails of this kind wait until an organizer sends them.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Rises with every change.</summary>
    public int Revision { get; private set; }

    private static Refusal ChangedElsewhere => new("template.changed-elsewhere", "Somebody else has changed this template in the meantime. Look at it as it is now, then change it again.");

    public bool HasOwnWords => Subject is not null && Body is not null;

    public static EventMailTemplate For(Guid eventId, string kind) => new() { EventId = eventId, Kind = kind };

    /// <summary>Refused when the kind goes at once always.</summary>
    public Outcome<Done> Hold(bool held)
    {
        if (held && !MailKinds.Of(Kind).CanBeHeld)
        {
            return new Refusal("template.at-once", "Receipts and mails about accounts always go at once: somebody waits for them.");
        }

        if (IsHeld != held)
        {
            IsHeld = held;
            Revision++;
        }

        return Done.Instance;
    }

    /// <summary>Refused with every reason at once, or when somebody else changed it since <paramref name="revision"/>.</summary>
    public Outcome<Done> Reword(string? subject, string? body, int revision)
    {
        if (MailKinds.Of(Kind).Template is not { } template)
        {
            return new Refusal("template.none", "The text of this kind of mail cannot be changed.");
        }

        if (revision != Revision)
        {
            return ChangedElsewhere;
        }

        var text = MailText.Block(body ?? "");
        var refusals = template.Check(subject ?? "", text);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        (Subject, Body) = (MailText.Line(subject!), text);
        Revision++;
        return Done.Instance;
    }

    /// <summary>The usual words again. Refused when somebody else changed them since <paramref name="revision"/>: these would be lost for good.</summary>
    public Outcome<Done> Reset(int revision)
    {
        if (revision != Revision)
        {
            return ChangedElsewhere;
        }

        (Subject, Body) = (null, null);
        Revision++;
        return Done.Instance;
    }

    /// <summary>What is done with a new mail of this kind before it is saved.</summary>
    public void Apply(OutgoingMail mail)
    {
        if (HasOwnWords && mail.Draft?.Values is { } values && MailKinds.Of(Kind).Template is { } template)
        {
            mail.Reword(template.Render(Subject!, Body!, values));
        }

        if (IsHeld && MailKinds.Of(Kind).CanBeHeld)
        {
            mail.Hold(OutgoingMail.HeldByKind);
        }
    }
}
