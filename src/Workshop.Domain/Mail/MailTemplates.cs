namespace Workshop.Domain.Mail;

/// <summary>The usual words of the kinds of mail that an event may put into words of its own.</summary>
public static class MailTemplates
{
    private static readonly MailPlaceholder Event = new("event", PlaceholderType.Text, "the name of the event", "Theory of Testing 2027");
    private static readonly MailPlaceholder Name = new("name", PlaceholderType.Text, "who gets the mail", "Ágnes Þórsdóttir");
    private static readonly MailPlaceholder Number = new("number", PlaceholderType.Text, "the number of the submission", "17");
    private static readonly MailPlaceholder Title = new("title", PlaceholderType.Text, "the title of the submission", "A bound on $\\mathcal{H}$-explanations");

    public static MailTemplate Withdrawn { get; } = new(
        "Withdrawn: #{{number}} {{title}}",
        """
        Dear {{name}},

        submission #{{number}} to {{event}}, “{{title}}”, was withdrawn by {{by}}.

        {{reason}}

        {{what now}}
        {{link}}

        """,
        [Event, Name, Number, Title, By, Reason, WhatNow, Link("the submission")]);

    public static MailTemplate Restored { get; } = new(
        "Submitted again: #{{number}} {{title}}",
        """
        Dear {{name}},

        the withdrawal of submission #{{number}} to {{event}}, “{{title}}”, was taken back by {{by}}. It counts as submitted again.

        {{reason}}

        {{link}}

        """,
        [Event, Name, Number, Title, By, Reason, Link("the submission")]);

    public static MailTemplate Reopened { get; } = new(
        "Open again: #{{number}} {{title}}",
        """
        Dear {{name}},

        the organizers of {{event}} have reopened submission #{{number}}, “{{title}}”. Its authors can change it{{title too}} until

            {{until}}

        {{link}}

        """,
        [
            Event, Name, Number, Title,
            new("title too", PlaceholderType.Text, "“, title and author list included,” where these were frozen; nothing otherwise", "") { MayBeEmpty = true },
            new("until", PlaceholderType.Instant, "the last instant for changes", "Mon 1 Mar 2027, 23:59 AoE") { IsRequired = true },
            Link("the submission"),
        ]);

    public static MailTemplate DraftReminder { get; } = new(
        "Your draft #{{number}} for {{event}} is due in {{left}}",
        """
        Dear {{name}},

        your draft #{{number}} for {{event}}, “{{title}}”, is not {{done}} yet. {{what must}} within {{left}}, until

            {{until}}

        {{because}}

        {{what is missing}}

        Go on here:
        {{edit link}}

        No more reminders for this draft? There is a button at the end of
        {{link}}

        """,
        [
            Event, Name, Number, Title,
            new("done", PlaceholderType.Text, "“submitted”, or “registered” before an abstract deadline", "submitted"),
            new("what must", PlaceholderType.Text, "begins the sentence with the deadline", "It must be submitted"),
            new("left", PlaceholderType.Text, "how much time is left", "3 days"),
            new("until", PlaceholderType.Instant, "the deadline", "Mon 1 Mar 2027, 23:59 AoE") { IsRequired = true },
            new("because", PlaceholderType.Lines, "why this person has a deadline of their own; nothing for most", "The organizers have extended the deadline for you.") { MayBeEmpty = true },
            new("what is missing", PlaceholderType.Lines, "what the draft lacks, one thing a line", "What is missing:\n- Choose a PDF."),
            new("edit link", PlaceholderType.Link, "the form", "https://workshop.example/e/theory/submissions/1/edit") { IsRequired = true },
            Link("the submission"),
        ]);

    public static MailTemplate Assigned { get; } = new(
        "Your submissions to review for {{event}}",
        """
        Dear {{name}},

        your submissions to review for {{event}} are ready. Open your desk, without a password:
        {{link}}

        {{due}}

        If you have a conflict of interest with one of them, or cannot review it, say so on its page as soon as you can, so that somebody else may do it.

        The link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.

        Thank you for reviewing.
        """,
        [
            Event, Name,
            new("due", PlaceholderType.Text, "by when, a sentence; nothing when the event has no date for it", "Please send your reviews by Mon 1 Mar 2027, 23:59 AoE.") { MayBeEmpty = true },
            Link("the reviewer's desk"),
        ]);

    public static MailTemplate TakenBack { get; } = new(
        "Less to review for {{event}}",
        """
        Dear {{name}},

        the organizers of {{event}} have taken back some of what you were asked to review. Please do not begin with it; if there is more for you later, you get another mail.
        What is yours now stands here:
        {{link}}
        """,
        [Event, Name, Link("the reviewer's desk")]);

    private static MailPlaceholder By => new("by", PlaceholderType.Text, "“the organizers” or “one of its authors”", "one of its authors");

    private static MailPlaceholder Reason => new("reason", PlaceholderType.Lines, "the reason that was given; nothing when none was", "The reason:\n\nWe found an error in Lemma 2.") { MayBeEmpty = true };

    private static MailPlaceholder WhatNow => new("what now", PlaceholderType.Text, "what the authors can do about it", "While submissions are open, every author can take this back; after that, the organizers can.");

    private static MailPlaceholder Link(string to) => new("link", PlaceholderType.Link, $"the address of {to}", "https://workshop.example/e/theory/submissions/1") { IsRequired = true };

    /// <summary>A draft of this kind in the usual words, with what it takes to put it into the event's own.</summary>
    public static MailDraft Write(string kind, string about, People.EmailAddress to, string toName, MailValues values)
    {
        var template = MailKinds.Of(kind).Template ?? throw new ArgumentException($"{kind} has no template.", nameof(kind));
        var rendered = template.Render(values);
        return new MailDraft(kind, about, to, toName, rendered.Subject, rendered.Body) { Values = values, Lacks = rendered.Lacks };
    }
}
