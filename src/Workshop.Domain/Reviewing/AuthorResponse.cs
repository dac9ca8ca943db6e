using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.Domain.Reviewing;

/// <summary>What the authors of one submission answer to its reviews: one text, which any of them writes and changes until it closes. Reviewers read it without a name.</summary>
public sealed class AuthorResponse
{
    private AuthorResponse()
    {
    }

    public Guid SubmissionId { get; private init; }

    public Guid EventId { get; private init; }

    public string Text { get; private set; } = "";

    public DateTimeOffset SentAt { get; private set; }

    /// <summary>The author who sent it last: told to organizers and co-authors, never to reviewers.</summary>
    public Guid SentBy { get; private set; }

    /// <summary>From 1; 0 stands for a response that does not exist yet.</summary>
    public int Revision { get; private set; }

    public static AuthorResponse Begin(Guid eventId, Guid submissionId) => new() { EventId = eventId, SubmissionId = submissionId };

    /// <summary>Refused when a co-author sent one since <paramref name="revision"/>, when it is empty, too long, or names its authors although they are hidden.</summary>
    /// <param name="traces">What <see cref="TracesIn"/> found and nobody said to be harmless; empty when authors are known to reviewers.</param>
    public Outcome<Done> Send(string? text, int limit, int revision, IReadOnlyList<string> traces, Guid by, DateTimeOffset now)
    {
        if (revision != Revision)
        {
            return ChangedElsewhere;
        }

        var clean = TextLength.Clean(text ?? "");
        if (clean.Length == 0)
        {
            return new Refusal("response.empty", "Write the response first.", nameof(Text));
        }

        if (new TextLimit(TextUnit.Characters, null, limit).Check(clean, "The response", "response.text", nameof(Text)) is { } tooLong)
        {
            return tooLong;
        }

        if (traces.Count > 0)
        {
            return new Refusal("response.signed", $"The reviewers must not learn who you are, and the response contains {string.Join(", ", traces.Select(trace => $"“{trace}”"))}. Take that out, or tick that it says nothing about you.", nameof(Text));
        }

        (Text, SentAt, SentBy) = (clean, now, by);
        Revision++;
        return Done.Instance;
    }

    /// <summary>Names and addresses of the authors that stand in the text, each once, as they are listed: an author who signs by habit is asked. Whole words; case and accents make no difference.</summary>
    public static IReadOnlyList<string> TracesIn(string text, IEnumerable<(string Name, string Email)> authors)
    {
        var words = $" {Folded(text)} ";
        var found = new List<string>();
        foreach (var (name, email) in authors)
        {
            var key = Folded(name);
            if (key.Length > 0 && words.Contains($" {key} ", StringComparison.Ordinal))
            {
                found.Add(name);
            }

            if (email.Length > 0 && text.Contains(email, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(email);
            }
        }

        return [.. found.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Why authors cannot respond, or null. The closing instant is still open, and what counts is when a request arrived.</summary>
    /// <param name="isWithdrawn">The submission was withdrawn.</param>
    public static Refusal? WhyNotRespond(ReviewingRules rules, Timeline timeline, DateTimeOffset? decisionReleased, bool isWithdrawn, DateTimeOffset arrived)
    {
        if (isWithdrawn)
        {
            return new Refusal("response.withdrawn", "The submission was withdrawn, so there is nothing to respond to.");
        }

        if (ReviewAccess.WhyNotChange(timeline, decisionReleased, arrived) is not null)
        {
            return new Refusal("response.decided", "The decision has been released. A response cannot change it any more.");
        }

        if (rules.ResponseOpens is null || arrived < rules.ResponseOpens)
        {
            return new Refusal("response.not-open", "Authors cannot respond yet.");
        }

        return arrived > rules.ResponseCloses
            ? new Refusal("response.closed", "The time for responses has passed. What was sent until then counts; your text stays below, so that you can copy it.")
            : null;
    }

    public static Refusal ChangedElsewhere { get; } = new("response.changed-elsewhere", "A co-author, or you in another window, sent a response after you opened this form. Compare the two, then send again to replace it.");

    /// <summary>Small letters and digits without accents, one blank for everything between them.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character))
            {
                folded.Append(char.ToLowerInvariant(character));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().Trim();
    }
}

/// <summary>The one reminder before the time for responses ends.</summary>
public static class ResponseReminder
{
    public static readonly TimeSpan Before = TimeSpan.FromDays(1);

    /// <summary>From a day before the end until the end, both included; never for a period that is itself no longer than that, whose announcement is enough.</summary>
    public static bool IsDue(ReviewingRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.ResponseOpens < rules.ResponseCloses - Before && rules.ResponseCloses - Before <= now && now <= rules.ResponseCloses;
    }
}
