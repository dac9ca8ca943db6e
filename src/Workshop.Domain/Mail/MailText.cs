using System.Text;
using System.Text.RegularExpressions;
using Workshop.Domain.People;

namespace Workshop.Domain.Mail;

/// <summary>What may stand in a mail. Nothing that somebody typed into a name or a title makes a line, a header or a direction of its own.</summary>
public static partial class MailText
{
    /// <summary>One line: no control character, no line or paragraph separator, nothing that turns the direction of writing; single spaces.</summary>
    public static string Line(string text) => Person.Clean(WithoutDirections(text));

    /// <summary>Lines end in \n. Other control characters, the separators U+0085, U+2028 and U+2029 and whatever turns the direction of writing become nothing or a space.</summary>
    public static string Block(string text)
    {
        var block = new StringBuilder(text.Length);
        foreach (var character in WithoutDirections(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')))
        {
            if (character is '\n' or '\t' || !char.IsControl(character))
            {
                block.Append(character is '\u2028' or '\u2029' ? ' ' : character);
            }
            else if (character is '\u0085' or '\v' or '\f')
            {
                block.Append(' ');
            }
        }

        return block.ToString();
    }

    /// <summary>What stands where a placeholder had no value. Not the placeholder itself: a title may well have LaTeX with double braces in it.</summary>
    public static string Missing(string name) => $"[missing: {name}]";

    /// <summary>Refused when a <see cref="Missing"/> value stands in what should be finished text: it would arrive as a hole.</summary>
    public static Refusal? WhyIncomplete(string subject, string body) =>
        Hole().Match(subject) is { Success: true } inSubject ? Incomplete(inSubject.Value, "the subject", "Subject")
        : Hole().Match(body) is { Success: true } inBody ? Incomplete(inBody.Value, $"line {MailTemplateText.PositionOf(body, inBody.Index).Line}", "Body")
        : null;

    private static Refusal Incomplete(string hole, string where, string field) =>
        new("mail.incomplete", $"There is nothing to put in the place of {hole} in {where}. Write what belongs there, or take it out.", field);

    /// <summary>Embeddings, overrides and isolates; the marks that real right-to-left text uses stay.</summary>
    private static string WithoutDirections(string text) => new([.. text.Where(character => character is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))]);

    [GeneratedRegex(@"\[missing: [a-z][a-z0-9 -]{0,40}\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}

/// <summary>The secret links of a private mail, and what organizers see in their place.</summary>
public static partial class SecretLinks
{
    /// <summary>The text with every link replaced by "[secret link 1]", "[secret link 2]"; the same link has the same number.</summary>
    public static string Hide(string body)
    {
        var links = Of(body);
        return Link().Replace(body, match => Name(links.IndexOf(match.Value)));
    }

    /// <summary>The secret links put back where their stand-ins are.</summary>
    /// <param name="body">The text as it is now, with the links.</param>
    /// <param name="edited">The new text, with stand-ins.</param>
    public static string Restore(string body, string edited)
    {
        var links = Of(body);
        return StandIn().Replace(edited, match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) is var number && number >= 1 && number <= links.Count ? links[number - 1] : match.Value);
    }

    /// <summary>Refused when a stand-in is gone, or one stands there for which there is no link.</summary>
    public static Refusal? WhyNot(string body, string edited)
    {
        var links = Of(body);
        for (var i = 0; i < links.Count; i++)
        {
            if (!edited.Contains(Name(i), StringComparison.Ordinal))
            {
                return new Refusal("mail.link-lost", $"Keep {Name(i)} in the text: it stands for a link that only the recipient may see, and without it they cannot answer.", "Body");
            }
        }

        if (StandIn().Count(edited) != AloneStandIn().Count(edited))
        {
            return new Refusal("mail.link-not-alone", "Leave white space before and after each “[secret link …]”: joined to other text, the link would lead somewhere else.", "Body");
        }

        var unknown = StandIn().Matches(edited).Select(match => match.Value).FirstOrDefault(name => !links.Select((_, i) => Name(i)).Contains(name));
        return unknown is null ? null : new Refusal("mail.link-unknown", $"There is no link for {unknown}. Take it out.", "Body");
    }

    /// <summary>The text with something harmless in place of every link.</summary>
    public static string Replace(string body, string standIn) => Link().Replace(body, standIn);

    private static List<string> Of(string body) => [.. Link().Matches(body).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    private static string Name(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[secret link {index + 1}]");

    [GeneratedRegex("""https?://[^\s<>"]+""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    /// <summary>Not part of another address: that one's server would get the secret.</summary>
    [GeneratedRegex("""(?<=(?:^|\s)[(<"]?)\[secret link [0-9]{1,3}\](?=[.,;:!?)>"]{0,3}(?:\s|$))""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AloneStandIn();

    [GeneratedRegex(@"\[secret link ([0-9]{1,3})\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StandIn();
}
