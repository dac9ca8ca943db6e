using Workshop.Domain.Events;

namespace Workshop.Web.Features.Organize;

/// <summary>What needs the organizers now, most urgent first. Says nothing about what is not due yet.</summary>
public static class Needs
{
    public const int AtMost = 7;

    public static IReadOnlyList<Need> Of(WorkshopEvent of, EventCounts counts, DateTimeOffset now)
    {
        var root = $"/e/{of.Slug}/organize";
        var needs = new List<Need>();
        void When(bool due, string text, string page)
        {
            if (due)
            {
                needs.Add(new Need(text, root + page));
            }
        }

        var closed = now > of.SubmissionsClose;
        var decided = of.DecisionsReleased <= now;
        When(counts.FailedMails > 0, $"{Count(counts.FailedMails, "mail", "mails")} could not be delivered", "/mail");
        When(counts.MailIsInTrouble, "The mail server takes nothing now: nobody gets any mail", "/mail");
        When(counts.AllMailIsPaused, "An administrator has stopped all mail: nobody gets any", "/mail");
        When(counts.MailIsPaused, "The mail of this event is paused: nobody gets any", "/mail");
        When(counts.HeldMails > 0, $"{Count(counts.HeldMails, "mail waits", "mails wait")} until you have looked at {(counts.HeldMails == 1 ? "it" : "them")}", "/mail?state=Held");
        When(counts.PdfProblems > 0, $"{Count(counts.PdfProblems, "submission has", "submissions have")} a PDF that cannot be reviewed as it is", "/submissions?show=problems");
        When(counts.Own > 0 && counts.Organizers == 1, "Your own submission needs another organizer, because nobody may handle their own", "/settings/organizers");
        When(!decided && closed && of.ReviewsDue is { } due && now > due && counts.Reviewed < counts.Assigned, $"{Count(counts.Assigned - counts.Reviewed, "review is", "reviews are")} overdue", "/reviewers");
        When(!decided && closed && counts.UnderReviewed > 0, $"{Count(counts.UnderReviewed, "submission has", "submissions have")} fewer than {Count(of.ReviewsPerSubmission, "reviewer", "reviewers")}", "/assignment");
        When(!decided && closed && counts.Assigned > 0 && counts.Reviewed == counts.Assigned && counts.Undecided > 0, $"{Count(counts.Undecided, "submission has", "submissions have")} no decision yet", "/decisions");
        When(counts.Staged > 0 && counts.Undecided == 0, $"{Count(counts.Staged, "decision is", "decisions are")} ready to be released", "/decisions");
        When(counts.FreePlaces > 0 && counts.Waiting > 0, $"{Count(counts.FreePlaces, "place was given back: ask", "places were given back: ask")} the next on the waiting list", "/decisions/waitlist");
        When(decided && counts.NotOnProgramme > 0, $"{Count(counts.NotOnProgramme, "accepted submission has", "accepted submissions have")} no place on the programme", "/programme");
        When(decided && counts.NotOnProgramme == 0 && of.ProgrammeReleased is null && now <= of.Timeline.Ends, "The programme is not public yet", "/programme");
        When(!decided && counts.ReviewersAccepted + counts.ReviewersInvited == 0, "Nobody has been invited to review", "/reviewers");
        When(!decided && counts.ReviewersInvited > 0, $"{Count(counts.ReviewersInvited, "invited reviewer has", "invited reviewers have")} not answered", "/reviewers");
        When(!closed && of.CallText.Length == 0, "The call has no text yet", "/settings#call-text");
        When(!closed && counts.Topics == 0, "The call has no topics, which help to find reviewers", "/settings#times");
        return [.. needs.Take(AtMost)];
    }

    private static string Count(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";
}
