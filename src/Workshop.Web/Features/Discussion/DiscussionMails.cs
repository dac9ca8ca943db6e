using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Reviewing;

namespace Workshop.Web.Features.Discussion;

/// <summary>A submission in a digest.</summary>
/// <param name="Messages">New ones, as the recipient may read them.</param>
public sealed record DigestPaper(Guid SubmissionId, int Number, string Title, string Link, IReadOnlyList<MessageShown> Messages);

/// <summary>What is written about discussions and responses. Plain text; no mail says a name that its reader may not know.</summary>
public static class DiscussionMails
{
    public const string DigestKind = "discussion.digest";
    public const string ResponseOpenKind = "response.open";
    public const string ResponseReminderKind = "response.reminder";

    /// <summary>Holds the digest before it: there is one next digest only.</summary>
    public static string DigestAbout(DiscussionDigest last) => string.Create(CultureInfo.InvariantCulture, $"{last.EventId:n}/{last.PersonId:n}/{last.LastAt?.UtcTicks ?? 0}");

    /// <param name="quotes">The messages themselves stand in it.</param>
    public static MailDraft Digest(WorkshopEvent e, DiscussionDigest last, IReadOnlyList<DigestPaper> papers, bool quotes, int hours, EmailAddress to, string name)
    {
        var count = papers.Sum(paper => paper.Messages.Count);
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Dear {name},\n\n")
            .Append(CultureInfo.InvariantCulture, $"there {(count == 1 ? "is a message" : $"are {count} messages")} that you have not read in {(papers.Count == 1 ? "a discussion" : $"{papers.Count} discussions")} of {e.Name}.\n");
        foreach (var paper in papers)
        {
            body.Append(CultureInfo.InvariantCulture, $"\n#{paper.Number} {paper.Title}\n{(paper.Messages.Count == 1 ? "1 new message" : $"{paper.Messages.Count} new messages")}: {paper.Link}\n");
            if (quotes)
            {
                foreach (var message in paper.Messages)
                {
                    body.Append(CultureInfo.InvariantCulture, $"\n{message.Writer}:\n> {message.Text.Replace("\n", "\n> ", StringComparison.Ordinal)}\n");
                }
            }
        }

        return new MailDraft(DigestKind, DigestAbout(last), to, name, $"New in the discussions of {e.Name}", body.ToString())
        {
            Why = $"You organize {e.Name} or review for it, and take part in its discussions. Such a mail comes at most once in {(hours == 1 ? "an hour" : $"{hours} hours")}.",
        };
    }

    /// <summary>Before reviewers go by name, to each of them who has something to review.</summary>
    /// <param name="before">The settings that this change replaces: what they showed already is said as such.</param>
    public static MailDraft NamesWillShow(WorkshopEvent e, ReviewingRules rules, ReviewingSettings before, DateTimeOffset from, EmailAddress to, string name, string link)
    {
        var settings = rules.Settings;
        var what = (settings.NamesReviewers && !before.NamesReviewers, settings.SignsReviews && !before.SignsReviews) switch
        {
            (true, true) => "the other reviewers of a submission see your name beside your review, and its authors do once decisions are released",
            (true, false) => "the other reviewers of a submission see your name beside your review",
            _ => "the authors of a submission learn your name once decisions are released",
        };
        var already = "";
        if (settings.NamesReviewers && before.NamesReviewers)
        {
            already = $"That the other reviewers of a submission see your name is no part of this change: it holds for what you submit, or submitted, from {RulesTime.Say(e, rules.ReviewersNamedSince!.Value)} on.";
        }
        else if (settings.SignsReviews && before.SignsReviews)
        {
            already = $"That the authors of a submission learn your name once decisions are released is no part of this change: it holds for what you submit, or submitted, from {RulesTime.Say(e, rules.SignedSince!.Value)} on.";
        }

        var advice = already.Length == 0 ? "If you do not wish to go by name, submit your reviews until then" : "If you do not wish that they see it, submit your reviews until then";
        var body =
            $"""
            Dear {name},

            the organizers of {e.Name} have changed who learns your name as a reviewer. For reviews that you submit from {RulesTime.Say(e, from)} on, {what}.

            What you submitted, or said in a discussion, before that is not touched by this change.{(already.Length == 0 ? " It stays without your name." : $" {already}")} {advice}, or say on the page of a submission that you cannot review it:
            {link}
            """;
        return new MailDraft("reviewing.names-will-show", $"{e.Id:n}/{rules.Revision.ToString(CultureInfo.InvariantCulture)}", to, name, $"{e.Name}: your name as a reviewer", body)
        {
            EventId = e.Id,
            Why = $"You have submissions of {e.Name} to review.",
        };
    }

    public static MailDraft ResponseOpen(WorkshopEvent e, ReviewingRules rules, Guid submissionId, int number, string title, EmailAddress to, string name, string link)
    {
        var body =
            $"""
            Dear {name},

            reviews of your submission #{number}, “{title}”, to {e.Name} can be read now, and you may respond to them until

                {RulesTime.Say(e, rules.ResponseCloses!.Value)}

            with up to {rules.ResponseLimit.ToString("N0", CultureInfo.InvariantCulture)} characters. There is one response for all authors; each of you can write and change it until then:
            {link}

            A review that comes in later appears there as well. The response is optional.{(e.DoubleBlind ? " The reviewers do not know who you are: please do not sign it." : "")}
            """;
        return new MailDraft(ResponseOpenKind, string.Create(CultureInfo.InvariantCulture, $"{submissionId:n}/{rules.ResponseOpens!.Value.UtcTicks}"), to, name, $"{e.Name}: reviews of your submission #{number}, and time to respond", body)
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            Why = "You are an author of this submission, or handed it in.",
        };
    }

    /// <param name="sent">A response was sent, and a review has come in since.</param>
    public static MailDraft ResponseReminder(WorkshopEvent e, ReviewingRules rules, Guid submissionId, int number, string title, bool sent, EmailAddress to, string name, string link)
    {
        var body =
            $"""
            Dear {name},

            {(sent ? $"since you and your co-authors responded to the reviews of submission #{number}, “{title}”, another review has come in." : $"nobody has sent a response to the reviews of your submission #{number}, “{title}”, yet.")} A response is optional. Until

                {RulesTime.Say(e, rules.ResponseCloses!.Value)}

            you can {(sent ? "change yours" : "write one")} here:
            {link}
            """;
        return new MailDraft(ResponseReminderKind, string.Create(CultureInfo.InvariantCulture, $"{submissionId:n}/{rules.ResponseCloses!.Value.UtcTicks}"), to, name, $"{e.Name}: the response to the reviews of #{number} closes soon", body)
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            Why = "You are an author of this submission, or handed it in.",
        };
    }
}
