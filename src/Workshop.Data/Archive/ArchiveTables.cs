namespace Workshop.Data.Archive;

/// <summary>What an archive, and the copy of an event, must know of a table beyond what the model says. See <see cref="ArchiveTables"/>.</summary>
public sealed record ArchiveTable(string Name)
{
    /// <summary>Settings that next year's event may begin with: copied by <c>CopyEvent</c>.</summary>
    public bool IsConfiguration { get; init; }

    /// <summary>Whether organizers get it at all. Of a table that hangs on submissions they get the rows of those that they manage.</summary>
    public bool ForOrganizers { get; init; }

    /// <summary>Nothing is left of it once names and texts are gone, or what is left would name people all the same: left out without personal data.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Organizers get only the rows in which this column is set: reviews that were handed in.</summary>
    public string? OnlyWhenSet { get; init; }

    /// <summary>Organizers get only the rows in which this column is empty: messages that were not withdrawn.</summary>
    public string? OnlyWhenEmpty { get; init; }

    /// <summary>A reference to a submission that organizers get as nothing, where the row itself is no secret: that a link for late submissions was used.</summary>
    public string? Detaches { get; init; }
}

/// <summary>
/// What is in an archive is worked out from the model: every table that belongs to an event, see <see cref="ArchivePlan"/>. This list adds what no model says. A table that is not named here is
/// in the whole archive, is not copied, and is not given to organizers; a test fails until somebody has thought about it.
/// </summary>
public static class ArchiveTables
{
    public const string Events = "Events";
    public const string People = "People";
    public const string PersonEmails = "PersonEmails";
    public const string Files = "Files";
    public const string Submissions = "Submissions";

    /// <summary>Rows about archives themselves begin like this, in the log and among the jobs: they tell of an installation, not of the event, and stay there.</summary>
    public const string OwnPrefix = "archive.";

    private static readonly Dictionary<string, ArchiveTable> ByName = Declare().ToDictionary(table => table.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["DeskPasses"] = "links that open reviewers' desks",
        ["HeldImports"] = "files of imports that were never finished",
        ["Subscriptions"] = "addresses of people who asked this installation for news",
    };

    /// <summary>Never in an archive, with the reason: whatever opens something, and what is kept for a while only.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut => Reasons;

    public static IEnumerable<ArchiveTable> All => ByName.Values;

    public static bool IsDeclared(string table) => ByName.ContainsKey(table);

    public static ArchiveTable Of(string table) => ByName.GetValueOrDefault(table) ?? new ArchiveTable(table);

    private static IEnumerable<ArchiveTable> Declare()
    {
        foreach (var name in (string[])[
            "Events", "Topics", "CallForms", "SubmissionTypes", "Questions", "ReviewForms", "ReviewingRules", "DecisionSettings", "DecisionLabels", "EventMailTemplates", "ReminderPlans", "BoardSettings",
            "ProgrammeFrontMatter"])
        {
            yield return new ArchiveTable(name) { IsConfiguration = true, ForOrganizers = true };
        }

        foreach (var name in (string[])[
            "Organizers", "Sessions", "LateLinks", "Submissions", "Authors", "SubmissionTopic", "AuthorDisavowals", "Conflicts", "NamedConflicts", "ConflictRulings", "Bids", "PairRules",
            "ReviewAssignments", "ReviewerTopic", "Reviewers", "ReviewerReminders", "ReviewerPulses", "Alternates", "CoauthorCorrections", "HandedBack", "AuthorResponses", "Decisions",
            "PlaceOffers", "PresentationAnswers", "FinalVersions", "ProgrammeEntries", "Answers", "SubmissionAttachments", "SubmissionVersions", "DeadlineExtensions", "OutgoingMails", "MailAttempts",
            "AuditEntries", "DeadlineRecords", "RememberedPrints", "PersonEmails", "Files", "People"])
        {
            yield return new ArchiveTable(name) { ForOrganizers = true };
        }

        yield return new ArchiveTable("LateLinkUses") { ForOrganizers = true, Detaches = "SubmissionId" };
        yield return new ArchiveTable("Reviews") { ForOrganizers = true, OnlyWhenSet = "SubmittedAt" };
        yield return new ArchiveTable("ReviewAttachments") { ForOrganizers = true, OnlyWhenEmpty = "RemovedAt" };
        yield return new ArchiveTable("DiscussionMessages") { ForOrganizers = true, OnlyWhenEmpty = "WithdrawnAt" };
        yield return new ArchiveTable("MailAttachments") { ForOrganizers = true, IsPersonal = true };
        yield return new ArchiveTable("Receipts") { ForOrganizers = true, IsPersonal = true };
        yield return new ArchiveTable("SubmissionSnapshots") { ForOrganizers = true, IsPersonal = true };
        yield return new ArchiveTable("ProgrammeVersions") { ForOrganizers = true, IsPersonal = true };
        yield return new ArchiveTable("PastPapers") { ForOrganizers = true, IsPersonal = true };
        yield return new ArchiveTable("IssuedCertificates") { ForOrganizers = true, IsPersonal = true };

        // What the computer worked out over all submissions together, and messages to groups: with a submission taken out they would be wrong or tell of it.
        foreach (var name in (string[])["AssignmentProposals", "ProposedPair", "ProposedProblem", "AssignmentPublications", "PublishedChange", "JobRuns"])
        {
            yield return new ArchiveTable(name) { IsPersonal = true };
        }

        // The programme under construction: a place without its submission would tell of a staged decision about a paper that somebody must keep away from, and so would a release.
        foreach (var name in (string[])["Slots", "SpeakerAbsences", "DecisionReleases"])
        {
            yield return new ArchiveTable(name);
        }

        // Steps in building it, for the same reason; and what visitors want to see, which is for nobody else.
        foreach (var name in (string[])["ProgrammeSteps", "ProgrammeSelections", "ProgrammeMarks"])
        {
            yield return new ArchiveTable(name) { IsPersonal = true };
        }

        foreach (var name in (string[])["GroupMessages", "DuplicateHints", "DiscussionMarks", "DiscussionDigests", "DecisionViews", "StatementAcceptances"])
        {
            yield return new ArchiveTable(name);
        }

        // What somebody has typed and not sent is for nobody else.
        foreach (var name in (string[])["WorkingCopies", "ReviewWorkingCopies", "DiscussionDrafts", "SubmissionFingerprints"])
        {
            yield return new ArchiveTable(name) { IsPersonal = true };
        }
    }
}
