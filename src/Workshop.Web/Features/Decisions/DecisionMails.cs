using System.Globalization;
using System.Text;
using Workshop.Data.Reviewing;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Decisions;

/// <summary>What a decision says, to whomever it is written.</summary>
/// <param name="Reviews">What the authors learn of each, by number.</param>
/// <param name="Link">To the page with the decision.</param>
public sealed record DecisionLetter(Guid SubmissionId, int Number, string Title, DecisionOutcome Outcome, string Note, IReadOnlyList<ReviewForRelease> Reviews, string Link)
{
    /// <summary>The label's words, "as a spotlight talk"; empty for the plain outcome.</summary>
    public string LabelWords { get; init; } = "";

    public string Condition { get; init; } = "";

    public string MetaReview { get; init; } = "";

    /// <summary>Where authors of an acceptance say who presents.</summary>
    public string PresentationLink { get; init; } = "";

    /// <summary>"Wed 3 Mar 2027, 23:59 AoE"; null without a date.</summary>
    public string? ConfirmBy { get; init; }

    /// <summary>Null when no final version is asked for.</summary>
    public string? FinalsDue { get; init; }
}

/// <summary>The mails about decisions, one for each author.</summary>
public static class DecisionMails
{
    public const string Kind = DecisionRelease.MailKind;
    public const string OfferKind = PlaceOffer.MailKind;
    public const string ReminderKind = "decision.confirmation-due";

    /// <summary>What a mail of a release is about: one release and one submission of it, so that a release that was undone can be made again.</summary>
    public static string About(Guid submissionId, Guid releaseId) => $"{submissionId:n}{OfRelease(releaseId)}";

    /// <summary>What the subject matter of every mail of a release ends with.</summary>
    public static string OfRelease(Guid releaseId) => $":{releaseId:n}";

    public static MailDraft Released(WorkshopEvent e, DecisionLetter letter, Guid releaseId, EmailAddress to, string name)
    {
        var isAccepted = letter.Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster;
        var values = Basic(e, letter.Number, letter.Title, letter.Link, to, name)
            .Lines("verdict", Verdict(e, letter))
            .Lines("condition", letter.Condition.Length > 0 ? $"The acceptance holds on this condition:\n{letter.Condition}" : "")
            .Lines("note", letter.Note)
            .Lines("presentation", isAccepted ? $"Please tell us who presents it and what may be published{(letter.ConfirmBy is { } by ? $", by {by}" : "")}, or that you cannot come:\n{letter.PresentationLink}" : "")
            .Lines("final version", isAccepted && letter.FinalsDue is { } due ? $"The final version is due by {due}; you upload it on the same page." : "")
            .Lines("meta-review", letter.MetaReview.Length > 0 ? Section("What the reviews come to", letter.MetaReview) : "")
            .Lines("reviews", string.Join("\n\n", letter.Reviews.Select(review => Section(review.Heading, Text(review)))));
        return MailTemplates.Write(Kind, About(letter.SubmissionId, releaseId), to, name, values) with { EventId = e.Id, SubmissionId = letter.SubmissionId, Why = Why(letter.Number, e) };
    }

    /// <summary>A place for somebody on the waiting list.</summary>
    public static MailDraft Offered(WorkshopEvent e, PlaceOffer offer, int number, string title, string words, string link, EmailAddress to, string name)
    {
        return MailTemplates.Write(OfferKind, offer.Id.ToString("n"), to, name, Basic(e, number, title, link, to, name).Text("place", words)) with
        {
            EventId = e.Id,
            SubmissionId = offer.SubmissionId,
            Why = Why(number, e),
            NotBefore = offer.VisibleFrom,
        };
    }

    /// <summary>An offer that its authors did not answer stands no longer.</summary>
    public static MailDraft OfferClosed(WorkshopEvent e, PlaceOffer offer, int number, string title, EmailAddress to, string name)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"Dear {Person.Clean(name)},\n\n");
        body.Append(CultureInfo.InvariantCulture, $"We have not heard whether you take the place that we offered your submission #{number}, “{title}”, at {e.Name}. The offer has ended, and the place goes to somebody else. Write to us if you would still like to come.\n\n");
        Sign(body, e);
        return new MailDraft("decision.place-closed", offer.Id.ToString("n"), to, name, string.Create(CultureInfo.InvariantCulture, $"{e.Name}: the place for your submission #{number}"), body.ToString())
        {
            EventId = e.Id,
            SubmissionId = offer.SubmissionId,
            Why = Why(number, e),
        };
    }

    /// <summary>Asks the authors of an acceptance who have not said who presents.</summary>
    /// <param name="day">At most one goes to a person for a submission on one day.</param>
    public static MailDraft ConfirmationDue(WorkshopEvent e, Guid submissionId, int number, string title, string? confirmBy, string link, DateOnly day, EmailAddress to, string name)
    {
        var values = Basic(e, number, title, link, to, name).Text("please tell us", confirmBy is null ? "Please tell us" : $"Please tell us by {confirmBy}");
        return MailTemplates.Write(ReminderKind, string.Create(CultureInfo.InvariantCulture, $"{submissionId:n}:{day:yyyy-MM-dd}"), to, name, values) with
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            Why = Why(number, e),
        };
    }

    /// <summary>To every author, when one of them gives the place back.</summary>
    /// <param name="revision">Of the decision: it rises each time that they decline. The answer starts again when they get the place back.</param>
    public static MailDraft Declined(WorkshopEvent e, Guid submissionId, int revision, int number, string title, string by, string reason, EmailAddress to, string name)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"Dear {Person.Clean(name)},\n\n");
        body.Append(CultureInfo.InvariantCulture, $"{Person.Clean(by)} told us that submission #{number}, “{title}”, will not be presented at {e.Name}. Its place goes to somebody else. If this is a mistake, write to us soon.\n\n");
        if (reason.Length > 0)
        {
            body.Append(Section("The reason given", reason)).Append("\n\n");
        }

        Sign(body, e);
        return new MailDraft("decision.declined", string.Create(CultureInfo.InvariantCulture, $"{submissionId:n}:{revision}"), to, name, string.Create(CultureInfo.InvariantCulture, $"{e.Name}: #{number} will not be presented"), body.ToString())
        {
            EventId = e.Id,
            SubmissionId = submissionId,
            Why = Why(number, e),
        };
    }

    public static string Why(int number, WorkshopEvent e) => string.Create(CultureInfo.InvariantCulture, $"You get this because you are an author of submission #{number} to {e.Name}.");

    /// <summary>The answers that authors see, the comments, and that there is a file: it is fetched from the page.</summary>
    private static string Text(ReviewForRelease review)
    {
        var text = new StringBuilder();
        foreach (var criterion in review.Criteria)
        {
            text.Append(CultureInfo.InvariantCulture, $"{criterion.Name}: {criterion.Value} – {criterion.Words}\n");
        }

        text.Append(review.Criteria.Count > 0 ? "\n" : "").Append(review.Comments.Trim());
        if (review.Attachment is { } file)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\nThere is a file with this review, {file.FileName}, on the page of the decision (address below).");
        }

        return text.ToString();
    }

    private static string Section(string heading, string text) => $"{heading}\n{new string('-', heading.Length)}\n{text.Trim()}";

    private static MailValues Basic(WorkshopEvent e, int number, string title, string link, EmailAddress to, string name) =>
        MailValues.None.Text("name", name.Length > 0 ? name : to.Address).Text("event", e.Name).Text("number", number.ToString(CultureInfo.InvariantCulture)).Text("title", title).Link("link", link).Text("contact", e.ContactEmail);

    private static void Sign(StringBuilder body, WorkshopEvent e)
    {
        body.Append(CultureInfo.InvariantCulture, $"With kind regards,\nthe organizers of {e.Name}\n");
        if (e.ContactEmail is { } contact)
        {
            body.Append(contact).Append('\n');
        }
    }

    private static string Verdict(WorkshopEvent e, DecisionLetter letter)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"your submission #{letter.Number}, “{letter.Title}”,");
        var words = DecisionWords.Place(letter.Outcome, letter.LabelWords);
        return letter.Outcome switch
        {
            DecisionOutcome.Talk or DecisionOutcome.Poster => $"We are glad to tell you that {what} is accepted for {e.Name} {words}.",
            DecisionOutcome.Waitlist => $"We have put {what} on the waiting list of {e.Name}{(letter.LabelWords.Length > 0 ? " " + letter.LabelWords : "")}. We will write to you again as soon as we know whether there is a place for it.",
            _ => $"We are sorry to tell you that {what} is not accepted for {e.Name}{(letter.LabelWords.Length > 0 ? " " + letter.LabelWords : "")}. We received more good submissions than we have room for, and we hope that the reviews are of use to you.",
        };
    }
}
