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

    public static MailDraft Released(WorkshopEvent e, DecisionLetter letter, Guid releaseId, EmailAddress to, string name) =>
        new(Kind, About(letter.SubmissionId, releaseId), to, name, Subject(e, letter), Body(e, letter, name)) { EventId = e.Id, SubmissionId = letter.SubmissionId, Why = Why(letter.Number, e) };

    public static string Subject(WorkshopEvent e, DecisionLetter letter) => string.Create(CultureInfo.InvariantCulture, $"{e.Name}: decision on your submission #{letter.Number}");

    public static string Body(WorkshopEvent e, DecisionLetter letter, string name)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"Dear {Person.Clean(name)},\n\n{Verdict(e, letter)}\n\n");
        if (letter.Condition.Length > 0)
        {
            body.Append("The acceptance holds on this condition:\n").Append(letter.Condition).Append("\n\n");
        }

        if (letter.Note.Length > 0)
        {
            body.Append(letter.Note).Append("\n\n");
        }

        if (letter.Outcome is DecisionOutcome.Talk or DecisionOutcome.Poster)
        {
            body.Append(CultureInfo.InvariantCulture, $"Please tell us who presents it and what may be published{(letter.ConfirmBy is { } by ? $", by {by}" : "")}, or that you cannot come:\n{letter.PresentationLink}\n\n");
            if (letter.FinalsDue is { } due)
            {
                body.Append(CultureInfo.InvariantCulture, $"The final version is due by {due}; you upload it on the same page.\n\n");
            }
        }

        if (letter.MetaReview.Length > 0)
        {
            AppendSection(body, "What the reviews come to", letter.MetaReview);
        }

        foreach (var review in letter.Reviews)
        {
            AppendSection(body, review.Heading, Text(review));
        }

        body.Append(CultureInfo.InvariantCulture, $"You find this again at\n{letter.Link}\n\n");
        Sign(body, e);
        return body.ToString();
    }

    /// <summary>A place for somebody on the waiting list.</summary>
    public static MailDraft Offered(WorkshopEvent e, PlaceOffer offer, int number, string title, string words, string link, EmailAddress to, string name)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"Dear {Person.Clean(name)},\n\n");
        body.Append(CultureInfo.InvariantCulture, $"A place has become free: we can now offer your submission #{number}, “{title}”, a place at {e.Name} {words}. Please take it, or tell us that you cannot, so that we can ask somebody else:\n{link}\n\n");
        Sign(body, e);
        return new MailDraft(OfferKind, offer.Id.ToString("n"), to, name, string.Create(CultureInfo.InvariantCulture, $"{e.Name}: a place for your submission #{number}"), body.ToString())
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
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"Dear {Person.Clean(name)},\n\n");
        body.Append(CultureInfo.InvariantCulture, $"your submission #{number}, “{title}”, is accepted for {e.Name}, and we do not know yet who presents it. Please tell us{(confirmBy is null ? "" : $" by {confirmBy}")}, or say that you cannot come, so that somebody else can have the place:\n{link}\n\n");
        Sign(body, e);
        return new MailDraft(ReminderKind, string.Create(CultureInfo.InvariantCulture, $"{submissionId:n}:{day:yyyy-MM-dd}"), to, name, string.Create(CultureInfo.InvariantCulture, $"{e.Name}: who presents #{number}?"), body.ToString())
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
            AppendSection(body, "The reason given", reason);
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

    private static void AppendSection(StringBuilder body, string heading, string text) =>
        body.Append(heading).Append('\n').Append('-', heading.Length).Append('\n').Append(text.Trim()).Append("\n\n");

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
