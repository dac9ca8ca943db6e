using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.People;
using Workshop.Domain.Assignment;
using Workshop.Domain.Audit;
using Workshop.Domain.Decisions;
using Workshop.Domain.Events;
using Workshop.Domain.Jobs;
using Workshop.Domain.Mail;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Data;

/// <summary>Everything Workshop remembers. Knows no provider: the two migrations assemblies do.</summary>
public sealed class WorkshopDb(DbContextOptions<WorkshopDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Person> People => Set<Person>();

    public DbSet<PersonEmail> PersonEmails => Set<PersonEmail>();

    public DbSet<WorkshopEvent> Events => Set<WorkshopEvent>();

    public DbSet<Topic> Topics => Set<Topic>();

    public DbSet<Organizer> Organizers => Set<Organizer>();

    public DbSet<DeadlineExtension> DeadlineExtensions => Set<DeadlineExtension>();

    public DbSet<Submission> Submissions => Set<Submission>();

    public DbSet<Author> Authors => Set<Author>();

    public DbSet<SubmissionVersion> SubmissionVersions => Set<SubmissionVersion>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Reviewer> Reviewers => Set<Reviewer>();

    public DbSet<PastPaper> PastPapers => Set<PastPaper>();

    public DbSet<Conflict> Conflicts => Set<Conflict>();

    public DbSet<ReviewAssignment> ReviewAssignments => Set<ReviewAssignment>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<AssignmentProposal> AssignmentProposals => Set<AssignmentProposal>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Slot> Slots => Set<Slot>();

    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Version 3 has the passkeys. Said here and not only in the options, because the design-time tools know no options.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WorkshopDb).Assembly);
    }
}
