using System.Globalization;
using Workshop.Domain.People;

namespace Workshop.Domain.Reviewing;

/// <summary>Somebody accepted the statement on language models. The words that they accepted are kept, whatever the form says later.</summary>
public sealed class StatementAcceptance
{
    public required Guid EventId { get; init; }

    public required Guid PersonId { get; init; }

    public required int Version { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }
}

/// <summary>
/// What one person typed into the form of one review and did not send: unsent changes of a submitted one, or what a draft cannot take because it was changed elsewhere. Nobody
/// else sees it, and it changes nothing. Each open page has its own, so that none replaces what another one keeps; the button that saves that text, or discards it, removes it.
/// </summary>
public sealed class ReviewWorkingCopy
{
    /// <summary>Of <see cref="Fields"/>, in characters: both comments in full, and what JSON makes of them.</summary>
    public const int MaxLength = 300_000;

    /// <summary>Of <see cref="Tab"/>, in characters.</summary>
    public const int MaxTabLength = 32;

    /// <summary>Of one person for one review: more is not kept until some are sent or discarded.</summary>
    public const int Most = 20;

    public required Guid AssignmentId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The open page that it was typed into: a random id; empty when the page has none.</summary>
    public string Tab { get; init; } = "";

    /// <summary>The whole form, as names and values in JSON.</summary>
    public required string Fields { get; init; }

    /// <summary>The revision of the review that the form was opened at.</summary>
    public required int BaseRevision { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Names exactly this text: what is kept from the same page later has another one.</summary>
    public string Token => TokenOf(Tab, SavedAt);

    public static string TokenOf(string tab, DateTimeOffset savedAt) => string.Create(CultureInfo.InvariantCulture, $"{tab}.{savedAt.ToUnixTimeMilliseconds()}");

    /// <summary>What a page says it is; empty when it says nothing that could be such an id.</summary>
    public static string TabOf(string? said) => said is { Length: > 0 and <= MaxTabLength } && said.All(char.IsAsciiLetterOrDigit) ? said : "";
}

/// <summary>A file beside a review, without what says who made it. Nothing is overwritten: what is replaced or removed keeps its row and its bytes.</summary>
public sealed class ReviewAttachment
{
    public const int LargestMegabytes = 10;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid AssignmentId { get; init; }

    public required Guid SubmissionId { get; init; }

    /// <summary>Of the cleaned bytes, and the key of the stored file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Of the cleaned bytes.</summary>
    public required long Size { get; init; }

    /// <summary>"pdf", "png", "jpg", "txt" or "md": all that is kept of the name.</summary>
    public required string Ending { get; init; }

    /// <summary>Authors get it with the decision; otherwise it is for the organizers alone.</summary>
    public bool ForAuthors { get; private set; }

    public required DateTimeOffset UploadedAt { get; init; }

    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>"review-2-attachment.pdf": says nothing about who it is from.</summary>
    /// <param name="number">Of the review among those of its submission, from 1.</param>
    public static string NameOf(int number, string ending) => $"review-{number}-attachment.{ending}";

    public static ReviewAttachment Attach(ReviewAssignment to, string sha256, long size, string ending, bool forAuthors, DateTimeOffset now) =>
        new() { AssignmentId = to.Id, SubmissionId = to.SubmissionId, Sha256 = sha256, Size = size, Ending = ending, ForAuthors = forAuthors, UploadedAt = now };

    public void ShowToAuthors(bool show) => ForAuthors = show;

    public void Remove(DateTimeOffset now) => RemovedAt ??= now;
}

/// <summary>Why a reviewer hands an assignment back.</summary>
public enum CannotReview
{
    Conflict,
    NotMyField,
    NoTime,
    Other,
}

/// <summary>An assignment that was handed back, and who could do it instead.</summary>
public sealed class HandedBack
{
    public const int MaxReasonLength = 500;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid AssignmentId { get; init; }

    public required Guid EventId { get; init; }

    public required Guid SubmissionId { get; init; }

    public required Guid ReviewerId { get; init; }

    public required CannotReview Why { get; init; }

    /// <summary>In the reviewer's words; may be empty.</summary>
    public required string Reason { get; init; }

    /// <summary>Empty when the reviewer named nobody.</summary>
    public string SuggestedName { get; private init; } = "";

    /// <summary>Normalized; null when the reviewer gave none.</summary>
    public string? SuggestedEmail { get; private init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>"Ada Lovelace &lt;ada@uni.example&gt;", as the form for invitations takes it; null when nobody was named.</summary>
    public string? Suggestion => (SuggestedName, SuggestedEmail) switch
    {
        ("", null) => null,
        (var name, null) => name,
        ("", { } email) => email,
        var (name, email) => $"{name} <{email}>",
    };

    /// <summary>Refused without a kind, with "other" and no words, with too many words, and when the address of a replacement is none or the reviewer's own.</summary>
    public static Outcome<HandedBack> Of(ReviewAssignment assignment, CannotReview? why, string? reason, string? suggestedName, string? suggestedEmail, IReadOnlyCollection<string> ownEmails, DateTimeOffset now)
    {
        var (words, name, address) = (Person.Clean(reason ?? ""), Person.Clean(suggestedName ?? ""), Person.Clean(suggestedEmail ?? ""));
        var refusals = new List<Refusal>();
        if (why is null)
        {
            refusals.Add(new Refusal("review.why-missing", "Choose why you cannot review this.", "Why"));
        }

        if (why == CannotReview.Other && words.Length == 0)
        {
            refusals.Add(new Refusal("review.reason-missing", "Say in a sentence why you cannot review this. Only the organizers read it.", "Reason"));
        }
        else if (words.Length > MaxReasonLength)
        {
            refusals.Add(new Refusal("review.reason-too-long", $"Shorten the reason to {MaxReasonLength} characters.", "Reason"));
        }

        if (name.Length > Person.MaxNameLength)
        {
            refusals.Add(new Refusal("review.suggestion-name", $"Shorten the name to {Person.MaxNameLength} characters.", "SuggestedName"));
        }

        EmailAddress? email = null;
        if (address.Length > 0)
        {
            var parsed = EmailAddress.Parse(address);
            email = parsed.Value;
            if (!parsed.Succeeded)
            {
                refusals.Add(new Refusal("review.suggestion-email", "This is no e-mail address. Correct it, or leave it empty.", "SuggestedEmail"));
            }
            else if (ownEmails.Contains(email!.Normalized))
            {
                refusals.Add(new Refusal("review.suggestion-self", "This is your own address. Name somebody else, or leave it empty.", "SuggestedEmail"));
            }
        }

        return refusals.Count > 0
            ? Outcome.No<HandedBack>(refusals)
            : new HandedBack
            {
                AssignmentId = assignment.Id,
                EventId = assignment.EventId,
                SubmissionId = assignment.SubmissionId,
                ReviewerId = assignment.ReviewerId,
                Why = why!.Value,
                Reason = words,
                SuggestedName = name,
                SuggestedEmail = email?.Normalized,
                At = now,
            };
    }
}
