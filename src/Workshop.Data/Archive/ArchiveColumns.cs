namespace Workshop.Data.Archive;

/// <summary>What stands in a text column, for archives.</summary>
public enum ColumnContent
{
    /// <summary>Names nobody: keys, zones, names of topics and rooms.</summary>
    Neutral,

    /// <summary>Written by somebody about something: without personal data only its length is left.</summary>
    Text,

    PersonName,

    /// <summary>As typed or normalized; the same person gets the same stand-in.</summary>
    Address,

    Institution,

    FileName,

    /// <summary>A key that may have an address or a title in it: without personal data the same key gets the same number.</summary>
    Key,

    /// <summary>Nothing is left of it without personal data; an empty text where nothing is not possible.</summary>
    Emptied,

    /// <summary>Shows stored pictures by their hashes, which no foreign key says: see <see cref="ArchivePictures"/>. Nothing is left of it without personal data.</summary>
    Pictures,

    /// <summary>Opens something: in every archive it is nothing, or a stand-in that opens nothing where nothing is not possible.</summary>
    Secret,
}

/// <summary>
/// Which text columns are personal, beside the model. A test fails when a new text column is not in this list. One that is missing all the same is treated with care: as a secret when its name
/// says so, otherwise as somebody's text.
/// </summary>
public static class ArchiveColumns
{
    private static readonly Dictionary<string, ColumnContent> ByColumn = Declare();

    public static bool IsDeclared(string table, string column) => ByColumn.ContainsKey($"{table}.{column}");

    public static IEnumerable<string> All => ByColumn.Keys;

    /// <summary>Of a text column that is no enum.</summary>
    public static ColumnContent Of(string table, string column) =>
        ByColumn.TryGetValue($"{table}.{column}", out var content) ? content
        : IsSecretByName(column) ? ColumnContent.Secret
        : ColumnContent.Text;

    private static bool IsSecretByName(string column) =>
        ((string[])["Token", "Secret", "Password"]).Any(word => column.Contains(word, StringComparison.Ordinal));

    private static Dictionary<string, ColumnContent> Declare()
    {
        var declared = new Dictionary<string, ColumnContent>(StringComparer.Ordinal);
        Add(ColumnContent.Neutral,
            "AuditEntries.Action", "DecisionLabels.Name", "DecisionViews.Sort", "FinalVersions.Sha256", "Topics.Group", "Topics.Name", "Events.ChosenChecks", "Events.DeadlineZoneId", "Events.ZoneId",
            "Events.Name", "Events.Slug", "Events.Venue", "EventMailTemplates.Kind", "OutgoingMails.Kind", "OutgoingMails.MessageKey", "Sessions.Room", "Sessions.Title", "ReminderPlans.Ladder",
            "ReviewAttachments.Ending", "ReviewAttachments.Sha256", "ReviewForms.ConfidenceScale", "ReviewForms.Criteria", "ReviewForms.Labels", "ReviewForms.ScoreScale", "ReviewerReminders.Step",
            "CallForms.SupplementHint", "Questions.Hint", "Questions.Label", "Questions.OnlyForTypes", "Questions.Options", "Questions.TestValue",
            "SubmissionAttachments.Sha256", "SubmissionTypes.Description", "SubmissionTypes.Name", "SubmissionVersions.Sha256", "Files.Sha256",
            "BoardSettings.Prefix", "IssuedCertificates.EventName", "IssuedCertificates.Form", "IssuedCertificates.Venue", "ProgrammeFrontMatter.Accent", "ProgrammeMarks.Key", "RememberedPrints.Kind", "Slots.Board");
        Add(ColumnContent.Text,
            "AuditEntries.Detail", "Decisions.Condition", "Decisions.MetaReview", "Decisions.Note", "Decisions.Summary", "DecisionLabels.Words", "DecisionViews.Name", "DecisionViews.Search",
            "FinalVersions.Verdict", "PresentationAnswers.Reason", "DeadlineExtensions.Note", "LateLinks.Note", "Events.CallText", "EventMailTemplates.Subject", "EventMailTemplates.Body",
            "GroupMessages.Subject", "GroupMessages.Body", "OutgoingMails.Subject", "OutgoingMails.Body", "OutgoingMails.HeldBecause", "OutgoingMails.LastError", "OutgoingMails.Why", "MailAttempts.Said",
            "Slots.Abstract", "Slots.Title", "AuthorResponses.Text", "Conflicts.Note", "ConflictRulings.Note", "DiscussionMessages.Text", "HandedBack.Reason", "NamedConflicts.Note",
            "Reviews.CannotJudgeBecause", "Reviews.ToAuthors", "Reviews.ToOrganizers", "ReviewAssignments.RemovedBecause", "ReviewForms.CodeOfConduct", "ReviewForms.Guidelines", "ReviewForms.Statement",
            "Reviewers.DeclineReason", "StatementAcceptances.Text", "Answers.Value", "Submissions.Abstract", "Submissions.PublishedIn", "Submissions.Title", "SubmissionVersions.Verdict",
            "IssuedCertificates.Title", "ProgrammeFrontMatter.Practical", "ProgrammeFrontMatter.Welcome", "ProgrammeSteps.Sentence", "ProgrammeVersions.Name", "ProgrammeVersions.Note", "Slots.Biography",
            "SpeakerAbsences.Note");
        Add(ColumnContent.PersonName,
            "OutgoingMails.ToName", "People.Name", "Sessions.Chair", "Slots.Speakers", "Alternates.Name", "CoauthorCorrections.Name", "HandedBack.SuggestedName", "NamedConflicts.Name", "Reviewers.Name",
            "Reviewers.SuggestedName", "Authors.Name", "IssuedCertificates.Name");
        Add(ColumnContent.Address,
            "PresentationAnswers.PresenterEmail", "DeadlineExtensions.Email", "DeadlineExtensions.NormalizedEmail", "Organizers.Email", "Organizers.NormalizedEmail", "Events.ContactEmail",
            "OutgoingMails.ToAddress", "OutgoingMails.NormalizedTo", "PersonEmails.Address", "PersonEmails.NormalizedAddress", "Alternates.Email", "Alternates.NormalizedEmail", "HandedBack.SuggestedEmail",
            "NamedConflicts.NormalizedEmail", "Reviewers.Email", "Reviewers.NormalizedEmail", "Reviewers.SuggestedEmail", "Authors.Email", "Authors.NormalizedEmail", "AuthorDisavowals.NormalizedEmail");
        Add(ColumnContent.Institution, "People.Affiliation", "Slots.Affiliation", "Authors.Affiliation");
        Add(ColumnContent.FileName, "FinalVersions.FileName", "SubmissionAttachments.FileName", "SubmissionVersions.FileName");
        Add(ColumnContent.Key, "OutgoingMails.About", "IssuedCertificates.Code", "IssuedCertificates.Subject");
        Add(ColumnContent.Emptied,
            "People.Orcid", "Authors.Orcid", "OutgoingMails.Values", "OutgoingMails.UnsubscribeLink", "Reviews.Answers", "Reviews.SavedInTab", "Reviewers.ZoneId", "Submissions.ExternalId",
            "Submissions.PublishedLink", "SubmissionVersions.CheckedFor", "SubmissionVersions.Findings", "ProgrammeFrontMatter.Committee", "ProgrammeSteps.Subjects", "RememberedPrints.Choices");
        Add(ColumnContent.Pictures, "ProgrammeFrontMatter.Logo", "ProgrammeFrontMatter.Sponsors", "ProgrammeSteps.After", "ProgrammeSteps.Before", "ProgrammeVersions.Content", "Slots.Photo");
        Add(ColumnContent.Secret, "LateLinks.TokenHash", "ProgrammeSelections.FeedToken", "Reviewers.TokenHash");
        return declared;

        void Add(ColumnContent content, params string[] columns)
        {
            foreach (var column in columns)
            {
                declared.Add(column, content);
            }
        }
    }
}
