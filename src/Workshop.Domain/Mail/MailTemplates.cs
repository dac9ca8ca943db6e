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

    public static MailTemplate Invitation { get; } = new(
        "{{what}} to review for {{event}}",
        """
        Dear {{name}},

        {{who invites}} to review for {{event}} ({{when and where}}).

        Yes, I will review:
        {{accept link}}

        Yes, but only a few:
        {{only link}}

        No, I cannot:
        {{decline link}}

        Each link opens a page with that answer prepared; nothing is decided before you press a button there. You would get at most {{load}}{{due}}. No account is needed.

        The links are meant for you alone: please do not forward this mail. They work until {{expires}}.

        {{questions}}

        """,
        [
            Event, Name,
            new("what", PlaceholderType.Text, "“Invitation”, or “Reminder: Invitation”", "Invitation"),
            new("who invites", PlaceholderType.Text, "who invites, as the beginning of a sentence; in a reminder it says so", "Ingrid Solvang invites you"),
            new("when and where", PlaceholderType.Text, "the days of the event, and its venue", "7 June to 9 June 2027, Copenhagen"),
            new("load", PlaceholderType.Text, "how much one reviewer gets at most", "4 submissions (extended abstracts of 2 pages)"),
            new("due", PlaceholderType.Text, "by when, after a comma; nothing when the event has no date for it", ", due Mon 1 Mar 2027, 23:59 AoE") { MayBeEmpty = true },
            new("expires", PlaceholderType.Instant, "until when the links work", "Mon 1 Feb 2027, 23:59 AoE"),
            new("questions", PlaceholderType.Text, "where to ask; nothing when the event has no address for it", "Questions: organizers@theory.example") { MayBeEmpty = true },
            Link("accept link", "the page on which they accept", "https://workshop.example/invitation/secret?answer=accept"),
            Link("only link", "the page on which they accept a few", "https://workshop.example/invitation/secret?answer=only"),
            Link("decline link", "the page on which they decline", "https://workshop.example/invitation/secret?answer=decline"),
        ]);

    public static MailTemplate ReviewReminder { get; } = new(
        "{{reviews}} for {{event}} {{are due}}",
        """
        Dear {{name}},

        {{reviewing}} for {{event}} {{is due}}:

            {{due}}

        {{open}}

        Open your desk, without a password:
        {{link}}

        {{late}}

        If you cannot do one of them, say so on its page, so that somebody else can.

        The link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.

        """,
        [
            Event, Name,
            new("reviews", PlaceholderType.Text, "how many, for the subject", "3 reviews"),
            new("are due", PlaceholderType.Text, "when they are due, for the subject", "are due in 3 days"),
            new("reviewing", PlaceholderType.Text, "how many, for the text", "reviewing 3 submissions"),
            new("is due", PlaceholderType.Text, "when they are due, for the text", "is due in 3 days"),
            Due,
            Open,
            new("late", PlaceholderType.Text, "that a late review is welcome; nothing before the due date", "A late review is still wanted.") { MayBeEmpty = true },
            Link("the reviewer's desk"),
        ]);

    public static MailTemplate ReviewPulse { get; } = new(
        "How are your reviews for {{event}} going?",
        """
        Dear {{name}},

        half of the time for reviewing for {{event}} has passed. Yours are due

            {{due}}

        How is it going?

        On track:
        {{on track link}}

        I need help:
        {{help link}}

        I cannot do them:
        {{cannot link}}

        Each link opens a page with that answer prepared; one press tells the organizers and opens your desk.

        Still open:

        {{open}}

        The link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.

        """,
        [
            Event, Name, Due, Open,
            Link("on track link", "the page on which they say that all goes well", "https://workshop.example/desk/secret?answer=on-track"),
            Link("help link", "the page on which they ask for help", "https://workshop.example/desk/secret?answer=need-help"),
            Link("cannot link", "the page on which they say that they cannot", "https://workshop.example/desk/secret?answer=cannot"),
        ]);

    public static MailTemplate ReviewsExtended { get; } = new(
        "More time for your reviews for {{event}}",
        """
        Dear {{name}},

        you have more time for your reviews for {{event}}. Yours are now due

            {{due}}

        Open your desk, without a password:
        {{link}}

        The link works once and is meant for you alone: please do not forward this mail. In the browser where you open it your desk stays open.
        """,
        [Event, Name, Due, Link("the reviewer's desk")]);

    public static MailTemplate HandedBack { get; } = new(
        "A reviewer handed back #{{number}}",
        """
        {{reviewer}} cannot review submission #{{number}}, “{{title}}”.

        Reason given: {{reason}}

        {{suggestion}}

        The assignment has been removed. Propose a new assignment or look at what is left here:
        {{link}}
        """,
        [
            Event, Number, Title,
            new("reviewer", PlaceholderType.Text, "who cannot review it", "Ágnes Þórsdóttir"),
            new("reason", PlaceholderType.Lines, "the reason that was given", "No time before the due date."),
            new("suggestion", PlaceholderType.Lines, "who could review it instead, with the form that invites them; nothing when nobody was suggested", "Could review it instead: Rita Reviewer\nInvite this person:\nhttps://workshop.example/e/theory/organize/reviewers") { MayBeEmpty = true },
            Link("the assignment"),
        ]);

    public static MailTemplate Decision { get; } = new(
        "{{event}}: decision on your submission #{{number}}",
        """
        Dear {{name}},

        {{verdict}}

        {{condition}}

        {{note}}

        {{presentation}}

        {{final version}}

        {{meta-review}}

        {{reviews}}

        You find this again at
        {{link}}

        With kind regards,
        the organizers of {{event}}
        {{contact}}

        """,
        [
            Event, Name, Number, Title,
            new("verdict", PlaceholderType.Lines, "the decision, as sentences that name the submission", "We are glad to tell you that your submission #17, “A bound on explanations”, is accepted for Theory of Testing 2027 as a talk.") { IsRequired = true },
            new("condition", PlaceholderType.Lines, "on what the acceptance holds; nothing when on nothing", "The acceptance holds on this condition:\nCorrect the proof of Lemma 2.") { IsRequired = true, MayBeEmpty = true },
            new("note", PlaceholderType.Lines, "your note to these authors; nothing when there is none", "Please leave five minutes for questions.") { MayBeEmpty = true },
            new("presentation", PlaceholderType.Lines, "for an acceptance: the question who presents it, by when and where to answer", "Please tell us who presents it and what may be published, by Mon 1 Mar 2027, 23:59 AoE, or that you cannot come:\nhttps://workshop.example/e/theory/submissions/1/presentation") { MayBeEmpty = true },
            new("final version", PlaceholderType.Lines, "for an acceptance: by when the final version is due; nothing when none is asked for", "The final version is due by Mon 15 Mar 2027, 23:59 AoE; you upload it on the same page.") { MayBeEmpty = true },
            new("meta-review", PlaceholderType.Lines, "the meta-review, with its heading; nothing when there is none", "What the reviews come to\n------------------------\nAll reviewers find the bound new.") { MayBeEmpty = true },
            new("reviews", PlaceholderType.Lines, "what the authors learn of each review, with headings; nothing when there is no review", "Reviewer 1\n----------\nA clear paper.\n\nReviewer 2\n----------\nThe bound is new.") { MayBeEmpty = true },
            Link("the page with the decision"), Contact,
        ]);

    public static MailTemplate PlaceOffered { get; } = new(
        "{{event}}: a place for your submission #{{number}}",
        """
        Dear {{name}},

        A place has become free: we can now offer your submission #{{number}}, “{{title}}”, a place at {{event}} {{place}}. Please take it, or tell us that you cannot, so that we can ask somebody else:
        {{link}}

        With kind regards,
        the organizers of {{event}}
        {{contact}}

        """,
        [
            Event, Name, Number, Title,
            new("place", PlaceholderType.Text, "what is offered", "as a poster") { IsRequired = true },
            Link("the page on which they answer"), Contact,
        ]);

    public static MailTemplate ConfirmationDue { get; } = new(
        "{{event}}: who presents #{{number}}?",
        """
        Dear {{name}},

        your submission #{{number}}, “{{title}}”, is accepted for {{event}}, and we do not know yet who presents it. {{please tell us}}, or say that you cannot come, so that somebody else can have the place:
        {{link}}

        With kind regards,
        the organizers of {{event}}
        {{contact}}

        """,
        [
            Event, Name, Number, Title,
            new("please tell us", PlaceholderType.Text, "“Please tell us”, with the date by when, if there is one", "Please tell us by Mon 1 Mar 2027, 23:59 AoE"),
            Link("the page on which they answer"), Contact,
        ]);

    public static MailTemplate Placed { get; } = new(
        "{{event}}: when #{{number}} is presented",
        """
        Dear {{name}},

        your submission #{{number}}, “{{title}}”, has its place in the programme of {{event}}, as a {{kind}}:

            {{when}}
            {{where}}

        {{presenter}}

        The file that comes with this mail puts it into your calendar. When the programme changes for you, we write again.
        The whole programme:
        {{link}}

        With kind regards,
        the organizers of {{event}}
        {{contact}}

        """,
        [Event, Name, Number, Title, Kind, When, Where, Presenter, Link("the submission's place on the programme page"), Contact]);

    public static MailTemplate Moved { get; } = new(
        "{{event}}: #{{number}} has another place in the programme",
        """
        Dear {{name}},

        the programme of {{event}} has changed for your submission #{{number}}, “{{title}}”:

        {{changes}}

        It is now presented, as a {{kind}}:

            {{when}}
            {{where}}

        {{presenter}}

        The file that comes with this mail replaces the entry in your calendar.
        The whole programme:
        {{link}}

        With kind regards,
        the organizers of {{event}}
        {{contact}}

        """,
        [
            Event, Name, Number, Title, new("changes", PlaceholderType.List, "what is different", "- Moved from 10:00 to 10:30.\n- In Hall 2 instead of Hall 1.") { IsRequired = true },
            Kind, When, Where, Presenter, Link("the submission's place on the programme page"), Contact,
        ]);

    public static MailTemplate Removed { get; } = new(
        "{{event}}: #{{number}} has no place in the programme any more",
        """
        Dear {{name}},

        your submission #{{number}}, “{{title}}”, is not in the programme of {{event}} any more. It was there as a {{kind}}:

            {{when}}

        If you did not expect this, please write to us. The file that comes with this mail takes the entry out of your calendar.
        The programme as it is now:
        {{link}}

        With kind regards,
        the organizers of {{event}}
        {{contact}}

        """,
        [Event, Name, Number, Title, Kind, When, Link("the programme page"), Contact]);

    private static MailPlaceholder Kind => new("kind", PlaceholderType.Text, "“talk” or “poster”", "talk");

    private static MailPlaceholder When => new("when", PlaceholderType.Text, "day and time at the event", "Thu 10 June 2027, 09:20–09:40 Copenhagen time") { IsRequired = true };

    private static MailPlaceholder Where => new("where", PlaceholderType.Text, "session, room, board and chair", "In the session “Foundations”, Hall 2, chaired by Carla Chair") { IsRequired = true };

    private static MailPlaceholder Presenter => new("presenter", PlaceholderType.Text, "who presents; nothing when that is open", "Ágnes Þórsdóttir presents it.") { MayBeEmpty = true };

    private static MailPlaceholder Contact => new("contact", PlaceholderType.Text, "the event's address for questions; nothing when it has none", "organizers@theory.example") { MayBeEmpty = true };

    private static MailPlaceholder Due => new("due", PlaceholderType.Instant, "this reviewer's due date", "Mon 1 Mar 2027, 23:59 AoE") { IsRequired = true };

    private static MailPlaceholder Open => new("open", PlaceholderType.List, "what this reviewer has still to review", "- #17 A bound on explanations (begun)\n- #21 Decision trees");

    private static MailPlaceholder By => new("by", PlaceholderType.Text, "“the organizers” or “one of its authors”", "one of its authors");

    private static MailPlaceholder Reason => new("reason", PlaceholderType.Lines, "the reason that was given; nothing when none was", "The reason:\n\nWe found an error in Lemma 2.") { MayBeEmpty = true };

    private static MailPlaceholder WhatNow => new("what now", PlaceholderType.Text, "what the authors can do about it", "While submissions are open, every author can take this back; after that, the organizers can.");

    private static MailPlaceholder Link(string to) => Link("link", $"the address of {to}", "https://workshop.example/e/theory/submissions/1");

    private static MailPlaceholder Link(string name, string meaning, string example) => new(name, PlaceholderType.Link, meaning, example) { IsRequired = true };

    /// <summary>A draft of this kind in the usual words, with what it takes to put it into the event's own.</summary>
    public static MailDraft Write(string kind, string about, People.EmailAddress to, string toName, MailValues values)
    {
        var template = MailKinds.Of(kind).Template ?? throw new ArgumentException($"{kind} has no template.", nameof(kind));
        var rendered = template.Render(values);
        return new MailDraft(kind, about, to, toName, rendered.Subject, rendered.Body) { Values = values, Lacks = rendered.Lacks };
    }
}
