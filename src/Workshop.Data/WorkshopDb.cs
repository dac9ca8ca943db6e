using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data.Mail;
using Workshop.Data.People;
using Workshop.Domain.Assignment;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.Mail;
using Workshop.Domain.Matching;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;
using Workshop.Domain.Submissions.Import;

namespace Workshop.Data;

/// <summary>Everything Workshop remembers. Knows no provider: the two migrations assemblies do.</summary>
public sealed class WorkshopDb(DbContextOptions<WorkshopDb> options) : IdentityUserContext<Account, Guid>(options)
{
    private static readonly Lazy<IServiceProvider> WithoutApplication = new(() =>
        new ServiceCollection().Configure<IdentityOptions>(ConfigureStores).BuildServiceProvider());

    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonEmail> PersonEmails => Set<PersonEmail>();

    public DbSet<Registration> Registrations => Set<Registration>();

    public DbSet<SignInAttempts> SignInAttempts => Set<SignInAttempts>();

    public DbSet<HeldForm> HeldForms => Set<HeldForm>();

    public DbSet<WorkshopEvent> Events => Set<WorkshopEvent>();

    public DbSet<Topic> Topics => Set<Topic>();

    public DbSet<Organizer> Organizers => Set<Organizer>();

    public DbSet<DeadlineExtension> DeadlineExtensions => Set<DeadlineExtension>();

    public DbSet<CallForm> CallForms => Set<CallForm>();

    public DbSet<SubmissionType> SubmissionTypes => Set<SubmissionType>();

    public DbSet<LateLink> LateLinks => Set<LateLink>();

    public DbSet<LateLinkUse> LateLinkUses => Set<LateLinkUse>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<SubmissionAttachment> SubmissionAttachments => Set<SubmissionAttachment>();

    public DbSet<Submission> Submissions => Set<Submission>();

    public DbSet<Author> Authors => Set<Author>();

    public DbSet<SubmissionVersion> SubmissionVersions => Set<SubmissionVersion>();

    public DbSet<HeldImport> HeldImports => Set<HeldImport>();

    public DbSet<WorkingCopy> WorkingCopies => Set<WorkingCopy>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<SubmissionReceipt> Receipts => Set<SubmissionReceipt>();

    public DbSet<SubmissionSnapshot> SubmissionSnapshots => Set<SubmissionSnapshot>();

    public DbSet<AuthorDisavowal> AuthorDisavowals => Set<AuthorDisavowal>();

    public DbSet<SubmissionFingerprint> SubmissionFingerprints => Set<SubmissionFingerprint>();

    public DbSet<DuplicateHint> DuplicateHints => Set<DuplicateHint>();

    public DbSet<Reviewer> Reviewers => Set<Reviewer>();

    public DbSet<PastPaper> PastPapers => Set<PastPaper>();

    public DbSet<Conflict> Conflicts => Set<Conflict>();

    public DbSet<NamedConflict> NamedConflicts => Set<NamedConflict>();

    public DbSet<ConflictRuling> ConflictRulings => Set<ConflictRuling>();

    public DbSet<Bid> Bids => Set<Bid>();

    public DbSet<CoauthorCorrection> CoauthorCorrections => Set<CoauthorCorrection>();

    public DbSet<DocumentText> DocumentTexts => Set<DocumentText>();

    public DbSet<ReviewAssignment> ReviewAssignments => Set<ReviewAssignment>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<DeskPass> DeskPasses => Set<DeskPass>();

    public DbSet<ReminderPlan> ReminderPlans => Set<ReminderPlan>();

    public DbSet<ReviewerReminder> ReviewerReminders => Set<ReviewerReminder>();

    public DbSet<ReviewerPulse> ReviewerPulses => Set<ReviewerPulse>();

    public DbSet<Alternate> Alternates => Set<Alternate>();

    public DbSet<ReviewForm> ReviewForms => Set<ReviewForm>();

    public DbSet<ReviewWorkingCopy> ReviewWorkingCopies => Set<ReviewWorkingCopy>();

    public DbSet<ReviewAttachment> ReviewAttachments => Set<ReviewAttachment>();

    public DbSet<StatementAcceptance> StatementAcceptances => Set<StatementAcceptance>();

    public DbSet<HandedBack> HandedBack => Set<HandedBack>();

    public DbSet<ReviewingRules> ReviewingRules => Set<ReviewingRules>();

    public DbSet<DiscussionMessage> DiscussionMessages => Set<DiscussionMessage>();

    public DbSet<DiscussionMark> DiscussionMarks => Set<DiscussionMark>();

    public DbSet<DiscussionDigest> DiscussionDigests => Set<DiscussionDigest>();

    public DbSet<DiscussionDraft> DiscussionDrafts => Set<DiscussionDraft>();

    public DbSet<AuthorResponse> AuthorResponses => Set<AuthorResponse>();

    public DbSet<AssignmentProposal> AssignmentProposals => Set<AssignmentProposal>();

    public DbSet<PairRule> PairRules => Set<PairRule>();

    public DbSet<AssignmentPublication> AssignmentPublications => Set<AssignmentPublication>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<DecisionSettings> DecisionSettings => Set<DecisionSettings>();

    public DbSet<DecisionLabel> DecisionLabels => Set<DecisionLabel>();

    public DbSet<DecisionRelease> DecisionReleases => Set<DecisionRelease>();

    public DbSet<DecisionView> DecisionViews => Set<DecisionView>();

    public DbSet<PlaceOffer> PlaceOffers => Set<PlaceOffer>();

    public DbSet<PresentationAnswer> PresentationAnswers => Set<PresentationAnswer>();

    public DbSet<FinalVersion> FinalVersions => Set<FinalVersion>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Slot> Slots => Set<Slot>();

    public DbSet<ProgrammeStep> ProgrammeSteps => Set<ProgrammeStep>();

    public DbSet<SpeakerAbsence> SpeakerAbsences => Set<SpeakerAbsence>();

    public DbSet<BoardSettings> BoardSettings => Set<BoardSettings>();

    public DbSet<ProgrammeVersion> ProgrammeVersions => Set<ProgrammeVersion>();

    public DbSet<ProgrammeEntry> ProgrammeEntries => Set<ProgrammeEntry>();

    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    public DbSet<MailAttachment> MailAttachments => Set<MailAttachment>();

    public DbSet<MailAttempt> MailAttempts => Set<MailAttempt>();

    public DbSet<MailPause> MailPauses => Set<MailPause>();

    public DbSet<MailServerTrouble> MailServerTroubles => Set<MailServerTrouble>();

    public DbSet<EventMailTemplate> EventMailTemplates => Set<EventMailTemplate>();

    public DbSet<GroupMessage> GroupMessages => Set<GroupMessage>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>
    /// Identity reads the version of its schema from the options of the application, and without any it leaves out the passkeys. Tools and tests that
    /// make a context by hand have no application: they get the same options here, so that there is one model everywhere.
    /// </summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        if (optionsBuilder.Options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider is null)
        {
            optionsBuilder.UseApplicationServiceProvider(WithoutApplication.Value);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <summary>Version 3 has the passkeys.</summary>
    public static void ConfigureStores(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    /// <summary>
    /// Whoever writes a mail of an event: it gets the event's own words, and is held where the event's organizers want to see it first. Here, because a rule that every use
    /// case had to remember would be forgotten by one of them.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await this.ApplyMailTemplatesAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WorkshopDb).Assembly);
    }
}
