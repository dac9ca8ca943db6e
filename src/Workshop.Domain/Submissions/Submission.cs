using Workshop.Domain.Pdf;
using Workshop.Domain.People;

namespace Workshop.Domain.Submissions;

/// <summary>How far a submission has come by its author's doing; what others decide about it is kept elsewhere.</summary>
public enum SubmissionState
{
    Draft,
    Submitted,
    Withdrawn,
}

/// <summary>
/// An extended abstract. Its rules do not look at the clock or the deadline: the use case asks the <see cref="SubmissionWindow"/> first.
/// </summary>
public sealed class Submission
{
    /// <summary>How many one person may have in one event, drafts and withdrawn ones included.</summary>
    public const int MaxByOnePerson = 30;

    public const int MaxExternalIdLength = 150;

    /// <summary>Why what is withdrawn cannot be changed.</summary>
    public static Refusal ChangeOfWithdrawn { get; } = new("submission.withdrawn", "This submission is withdrawn. Take the withdrawal back before you change it.");

    private readonly List<Author> _authors = [];
    private readonly List<SubmissionTopic> _topics = [];
    private readonly List<SubmissionVersion> _versions = [];
    private readonly List<Answer> _answers = [];
    private readonly List<SubmissionAttachment> _attachments = [];
    private readonly List<AuthorDisavowal> _disavowals = [];

    private Submission()
    {
    }

    public Guid Id { get; private init; }

    public Guid EventId { get; private init; }

    /// <summary>What people call it: #12. Unique in its event, given when the draft is made.</summary>
    public int Number { get; private init; }

    /// <summary>
    /// The person who made it, who counts as one of its authors for every rule of conflict. Null for one that was imported: nobody made it here, and its authors
    /// have it by their confirmed addresses like every co-author. Nobody who is unknown may be taken for the owner that is missing.
    /// </summary>
    public Guid? OwnerId { get; private init; }

    /// <summary>Where an imported one comes from and what it is called there, "easychair/12"; unique in its event; null for one that was made here.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>The <see cref="Revision"/> that the last import left: when it differs, somebody has changed it here since.</summary>
    public int? ImportedRevision { get; private set; }

    /// <summary>Null when its event has no types, or its author has not chosen one yet.</summary>
    public Guid? TypeId { get; private set; }

    public string Title { get; private set; } = "";

    public string Abstract { get; private set; } = "";

    public PresentationPreference Preference { get; private set; }

    public bool IsPublished { get; private set; }

    public string? PublishedIn { get; private set; }

    public string? PublishedLink { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When it was first submitted; null for a draft.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>When its authors registered title, authors and abstract, for events with an abstract deadline; null when they did not.</summary>
    public DateTimeOffset? RegisteredAt { get; private set; }

    /// <summary>Its owner wants no reminders while it is a draft.</summary>
    public bool RemindersMuted { get; private set; }

    /// <summary>Organizers withdrew it, so that only organizers can take that back.</summary>
    public bool IsWithdrawnByOrganizers { get; private set; }

    /// <summary>Rises with every change. A form that was opened at an older revision is refused, so that two tabs never overwrite each other.</summary>
    public int Revision { get; private set; }

    /// <summary>In order.</summary>
    public IReadOnlyList<Author> Authors => _authors;

    /// <summary>Addresses whose owners say that they are no authors; loaded with every submission, so that no mail is written without asking.</summary>
    public IReadOnlyList<AuthorDisavowal> Disavowals => _disavowals;

    /// <summary>Who gets mail about it: in order, each address once, without those who say that they are no authors. An address may still be malformed in a draft.</summary>
    public IReadOnlyList<Author> AuthorsToTell =>
        [.. _authors.OrderBy(author => author.Position).DistinctBy(author => author.NormalizedEmail).Where(author => !IsDisavowedBy(author.NormalizedEmail))];

    public IReadOnlyList<SubmissionTopic> Topics => _topics;

    /// <summary>To questions that are asked, and to those that were: what does not apply is kept.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>Every file that ever stood beside the PDF, replaced and removed ones included.</summary>
    public IReadOnlyList<SubmissionAttachment> Attachments => _attachments;

    /// <summary>In order of upload.</summary>
    public IReadOnlyList<SubmissionVersion> Versions => _versions;

    /// <summary>What was uploaded last, whatever the check says of it: what its authors look at and would submit.</summary>
    public SubmissionVersion? LatestVersion => _versions.MaxBy(version => version.Number);

    /// <summary>
    /// The one that stands for everybody else, in reviews, lists, exports and the programme: see <see cref="SubmissionVersion.Standing"/>. A new upload takes its place when
    /// the check finds nothing that blocks, and not before.
    /// </summary>
    public SubmissionVersion? CurrentVersion => _versions.OrderByDescending(version => version.Standing).ThenByDescending(version => version.Number).FirstOrDefault();

    /// <summary>The one that a receipt speaks of: the last that was received and not turned down. Its verdict may still be on its way.</summary>
    public SubmissionVersion? ReceivedVersion => _versions.Where(version => version.IsAcceptable || version.IsBeingChecked).MaxBy(version => version.Number);

    public SubmissionState State => WithdrawnAt is not null ? SubmissionState.Withdrawn : SubmittedAt is not null ? SubmissionState.Submitted : SubmissionState.Draft;

    /// <param name="id">Chosen by the form, so that a double click makes one submission and not two.</param>
    /// <param name="ownerId">Null only for one that is imported.</param>
    public static Outcome<Submission> Start(Guid id, Guid eventId, int number, Guid? ownerId, SubmissionContent content, DateTimeOffset now)
    {
        var submission = new Submission { Id = id, EventId = eventId, Number = number, OwnerId = ownerId, CreatedAt = now };
        return submission.Edit(content, submission.Revision, CallForm.Untouched(eventId), now) is { Succeeded: false } no ? Outcome.No<Submission>(no.Refusals) : submission;
    }

    /// <summary>
    /// Makes one that was handed in elsewhere. Its texts meet the same rules as typed ones; only a PDF and the e-mail addresses of authors may be missing, which
    /// its authors can add here. Nobody owns it.
    /// </summary>
    /// <param name="externalId">See <see cref="ExternalId"/>.</param>
    public static Outcome<Submission> Import(Guid eventId, int number, string externalId, SubmissionContent content, bool withdrawn, DateTimeOffset submittedAt, DateTimeOffset now)
    {
        var started = Start(Guid.NewGuid(), eventId, number, null, content, now);
        if (started.Value is not { } submission)
        {
            return started;
        }

        submission.ExternalId = externalId;
        return submission.ImportAgain(content, withdrawn, submittedAt, now) is { Succeeded: false } no ? Outcome.No<Submission>(no.Refusals) : submission;
    }

    /// <summary>Replaces everything by what the file says now. Refused, and then unchanged, for the reasons of <see cref="Import"/>.</summary>
    public Outcome<Done> ImportAgain(SubmissionContent content, bool withdrawn, DateTimeOffset submittedAt, DateTimeOffset now)
    {
        var refusals = content.CheckImported();
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        // As a draft it may lack what an import may lack. What the file does not say, the type perhaps and answers always, stays as it was chosen and answered here.
        var before = (SubmittedAt, WithdrawnAt, TypeId);
        (SubmittedAt, WithdrawnAt) = (null, null);

        // Set here and not by the edit: a PDF that is there was judged by the rules of its day, and is judged anew when organizers ask for that.
        TypeId = content.TypeId ?? TypeId;
        var edited = Edit(content with { TypeId = TypeId, Answers = Content.Answers }, Revision, CallForm.Untouched(EventId), now);
        if (!edited.Succeeded)
        {
            (SubmittedAt, WithdrawnAt, TypeId) = before;
            return edited;
        }

        (SubmittedAt, WithdrawnAt, IsWithdrawnByOrganizers) = (submittedAt, withdrawn ? now : null, withdrawn);
        ImportedRevision = Revision;
        return edited;
    }

    /// <summary>
    /// Replaces what was typed. A draft may stay unfinished; a submitted one must stay complete. Refused with "submission.changed-elsewhere"
    /// when <paramref name="revision"/> is not the current one.
    /// </summary>
    /// <param name="form">Of its event.</param>
    /// <param name="now">For the record; also the instant at which the rules are asked, unless <paramref name="terms"/> say another one.</param>
    /// <param name="terms">Null for an author's change that came just now and brings no PDF.</param>
    public Outcome<Done> Edit(SubmissionContent content, int revision, CallForm form, DateTimeOffset now, EditTerms? terms = null)
    {
        terms ??= new EditTerms(now);
        if (CheckRevision(revision) is { } stale)
        {
            return stale;
        }

        if (State == SubmissionState.Withdrawn)
        {
            return ChangeOfWithdrawn;
        }

        content = content with { Files = content.Files ?? Content.Files };
        var refusals = WhyNotSay(content, form, terms);
        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        if (TypeId != content.TypeId)
        {
            // Another type may have other limits.
            TypeId = content.TypeId;
            LatestVersion?.CheckAgain();
        }

        Title = Person.Clean(content.Title);
        Abstract = TextLength.Clean(content.Abstract);
        Preference = content.Preference;
        IsPublished = content.IsPublished;
        PublishedIn = content.IsPublished && !string.IsNullOrWhiteSpace(content.PublishedIn) ? Person.Clean(content.PublishedIn) : null;
        PublishedLink = content.IsPublished && !string.IsNullOrWhiteSpace(content.PublishedLink) ? content.PublishedLink.Trim() : null;
        ReplaceAuthors(content.Authors);
        _topics.RemoveAll(topic => !content.TopicIds.Contains(topic.TopicId));
        foreach (var topicId in content.TopicIds.Distinct().Where(id => !_topics.Exists(topic => topic.TopicId == id)))
        {
            _topics.Add(new SubmissionTopic { SubmissionId = Id, TopicId = topicId });
        }

        ReplaceAnswers(content.Answers);
        Touch(now);
        return Done.Instance;
    }

    /// <summary>
    /// Keeps an upload, to be checked. The same bytes as last time are no new version; when they were turned down then, they are checked once more.
    /// </summary>
    public Outcome<SubmissionVersion> AddVersion(StoredFile file, string fileName, Guid uploadedBy, DateTimeOffset receivedAt)
    {
        if (State == SubmissionState.Withdrawn)
        {
            return new Refusal("submission.withdrawn", "This submission is withdrawn. Take the withdrawal back before you upload a new version.");
        }

        if (LatestVersion is { } latest && latest.Sha256 == file.Sha256)
        {
            if (latest.Check == CheckState.Blocked)
            {
                latest.CheckAgain();
            }

            return latest;
        }

        var version = new SubmissionVersion
        {
            SubmissionId = Id,
            Number = (LatestVersion?.Number ?? 0) + 1,
            Sha256 = file.Sha256,
            FileName = CleanFileName(fileName),
            Size = file.Size,
            ReceivedAt = receivedAt,
            UploadedBy = uploadedBy,
        };
        _versions.Add(version);
        Touch(receivedAt);
        return version;
    }

    /// <summary>Why that version does not take the place of what was submitted; null while it may.</summary>
    public Refusal? WhyNotInPlace(SubmissionVersion version) => version.Check != CheckState.Blocked
        ? null
        : new Refusal("submission.version-blocked", CurrentVersion is { IsAcceptable: true } standing && standing.Number != version.Number
            ? $"{version.Verdict} The version that you submitted before stays in place."
            : version.Verdict, "File");

    /// <summary>Who must not be recognized in that version when the event is blind.</summary>
    public SubmissionIdentity IdentityIn(SubmissionVersion version) =>
        new([.. _authors.OrderBy(author => author.Position).Select(author => new AuthorIdentity(author.Name, author.Email, author.Affiliation))], version.FileName);

    /// <summary>
    /// Has the last upload checked again when its verdict looked for other authors than there are now; for blind events, where a paper must not name them. Null when that is not so, or when
    /// a check is under way.
    /// </summary>
    public SubmissionVersion? CheckAgainForAuthors()
    {
        if (LatestVersion is not { IsBeingChecked: false } latest || latest.CheckedFor == IdentityIn(latest).Fingerprint)
        {
            return null;
        }

        latest.CheckAgain();
        return latest;
    }

    /// <summary>What keeps the PDF of a submitted submission from being reviewed as it is; null when nothing does. Its authors must mend it.</summary>
    public Refusal? Problem => State == SubmissionState.Submitted && CurrentVersion is { Check: CheckState.Blocked } current
        ? new Refusal("submission.file-blocked", current.Verdict, "File")
        : null;

    /// <summary>
    /// Adds a file beside the PDF: to the supplement, or as the answer to a question, in place of the one that answered it before. The same bytes again change nothing.
    /// The caller has asked <see cref="CallForm.CheckFile"/>.
    /// </summary>
    /// <param name="questionId">Null for the supplement.</param>
    public Outcome<SubmissionAttachment> Attach(Guid? questionId, StoredFile file, string fileName, AttachmentKinds kind, Guid uploadedBy, DateTimeOffset receivedAt)
    {
        if (State == SubmissionState.Withdrawn)
        {
            return new Refusal("submission.withdrawn", "This submission is withdrawn. Take the withdrawal back before you add a file.");
        }

        var standing = _attachments.Where(attachment => attachment.RemovedAt is null && attachment.QuestionId == questionId).ToList();
        if (standing.Find(attachment => attachment.Sha256 == file.Sha256) is { } same)
        {
            return same;
        }

        if (questionId is not null)
        {
            standing.ForEach(attachment => attachment.RemovedAt = receivedAt);
        }

        var added = new SubmissionAttachment
        {
            SubmissionId = Id,
            QuestionId = questionId,
            Number = _attachments.Select(attachment => attachment.Number).DefaultIfEmpty().Max() + 1,
            Sha256 = file.Sha256,
            FileName = CleanFileName(fileName),
            Size = file.Size,
            Kind = kind,
            ReceivedAt = receivedAt,
            UploadedBy = uploadedBy,
        };
        _attachments.Add(added);
        Touch(receivedAt);
        return added;
    }

    /// <summary>Takes a file away; its row and its bytes stay in the history. Doing it again, or naming no file of this submission, changes nothing.</summary>
    public void Detach(Guid attachmentId, DateTimeOffset now)
    {
        if (_attachments.Find(attachment => attachment.Id == attachmentId && attachment.RemovedAt is null) is { } standing)
        {
            standing.RemovedAt = now;
            Touch(now);
        }
    }

    /// <summary>
    /// Everything that keeps this from being submitted, by field; empty when it can be. A file without a verdict keeps nobody from submitting in time: should
    /// it be turned down afterwards, its authors are told.
    /// </summary>
    /// <param name="form">Of its event.</param>
    /// <param name="now">What is required, is required at this instant: for a request, the one at which it arrived.</param>
    public IReadOnlyList<Refusal> WhyNotComplete(CallForm form, DateTimeOffset now)
    {
        var refusals = Content.CheckComplete(form, now).Concat(CheckType(TypeId, form)).ToList();
        if (LatestVersion is not { } version)
        {
            if (RequiresPdf(TypeId, form))
            {
                refusals.Add(FileMissing());
            }
        }
        else if (version.Check == CheckState.Blocked)
        {
            refusals.Add(new Refusal("submission.file-blocked", version.Verdict, "File"));
        }

        return refusals;
    }

    /// <summary>Refused with everything that is missing. Submitting again changes nothing.</summary>
    /// <param name="form">Of its event.</param>
    /// <param name="arrivedAt">When the request arrived that asked for it, which decides what is required; null for <paramref name="now"/>.</param>
    public Outcome<Receipt> Submit(CallForm form, DateTimeOffset now, DateTimeOffset? arrivedAt = null)
    {
        if (State == SubmissionState.Withdrawn)
        {
            return new Refusal("submission.withdrawn", "This submission is withdrawn. Take the withdrawal back first.");
        }

        var refusals = WhyNotComplete(form, arrivedAt ?? now);
        if (refusals.Count > 0)
        {
            return Outcome.No<Receipt>(refusals);
        }

        if (SubmittedAt is null)
        {
            SubmittedAt = now;
            Touch(now);
        }

        return Receipt!;
    }

    /// <summary>
    /// Announces it with title, authors and abstract; its PDF may follow until the submission deadline. Refused with what is missing of those. Registering again changes
    /// nothing, and neither does registering what is submitted.
    /// </summary>
    /// <param name="form">Of its event.</param>
    /// <param name="arrivedAt">When the request arrived that asked for it.</param>
    public Outcome<Done> Register(CallForm form, DateTimeOffset arrivedAt)
    {
        if (State == SubmissionState.Withdrawn)
        {
            return new Refusal("submission.withdrawn", "This submission is withdrawn. Take the withdrawal back first.");
        }

        if (AbstractRegistration.PartOf(WhyNotComplete(form, arrivedAt)) is { Count: > 0 } refusals)
        {
            return Outcome.No<Done>(refusals);
        }

        if (RegisteredAt is null && SubmittedAt is null)
        {
            RegisteredAt = arrivedAt;
            Touch(arrivedAt);
        }

        return Done.Instance;
    }

    /// <summary>No change that a form which is open elsewhere must know of.</summary>
    public void MuteReminders(bool muted) => RemindersMuted = muted;

    /// <summary>Doing it again changes nothing, except that what organizers withdrew stays theirs to take back.</summary>
    public void Withdraw(DateTimeOffset now, bool byOrganizers = false)
    {
        if (WithdrawnAt is null)
        {
            WithdrawnAt = now;
            IsWithdrawnByOrganizers = byOrganizers;
            Touch(now);
        }
    }

    /// <summary>Why the withdrawal cannot be taken back by an author; null when it can, or when nothing is withdrawn.</summary>
    public Refusal? WhyNotRestoredByAuthors => WithdrawnAt is not null && IsWithdrawnByOrganizers
        ? new Refusal("submission.withdrawn-by-organizers", "The organizers withdrew this submission. Write to them if you think this is a mistake.")
        : null;

    /// <summary>Takes a withdrawal back; the submission is then what it was before.</summary>
    public void Restore(DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
        {
            WithdrawnAt = null;
            IsWithdrawnByOrganizers = false;
            Touch(now);
        }
    }

    /// <summary>What stands there now, for the current version; null for what was never submitted.</summary>
    public Receipt? Receipt => ReceiptFor(ReceivedVersion);

    /// <summary>The same with the file of that version.</summary>
    /// <param name="version">Null when there is no file.</param>
    public Receipt? ReceiptFor(SubmissionVersion? version) => SubmittedAt is not { } submittedAt
        ? null
        : new Receipt(
            Id, Number, Title, [.. _authors.OrderBy(author => author.Position).Select(author => author.Name)],
            version?.Number ?? 0, version?.Sha256, version?.Size, version?.Pages, version?.ReceivedAt ?? submittedAt);

    public bool IsDisavowedBy(string normalizedEmail) => _disavowals.Exists(disavowal => disavowal.Stands && disavowal.NormalizedEmail == normalizedEmail);

    /// <summary>
    /// The owner of the address says that they are not an author. False when that was said before, so that nobody is told twice. Refused for an address that is not listed, and for
    /// the person who handed it in (<paramref name="isOwner"/>): they change the author list instead.
    /// </summary>
    public Outcome<bool> Disavow(string normalizedEmail, bool isOwner, DateTimeOffset now)
    {
        if (isOwner)
        {
            return new Refusal("disavowal.owner", "You handed this submission in yourself. Change its author list instead.");
        }

        if (IsDisavowedBy(normalizedEmail))
        {
            return false;
        }

        if (!_authors.Exists(author => author.NormalizedEmail == normalizedEmail))
        {
            return new Refusal("disavowal.not-listed", "This address does not stand in the author list any more. There is nothing to correct.");
        }

        if (_disavowals.Find(disavowal => disavowal.NormalizedEmail == normalizedEmail) is { } takenBack)
        {
            takenBack.SayAgain(now);
            return true;
        }

        _disavowals.Add(AuthorDisavowal.By(Id, normalizedEmail, now));
        return true;
    }

    /// <summary>They are an author after all. False, and nothing changes, when nothing stood against it, and when the address does not stand in the author list any more.</summary>
    public bool TakeDisavowalBack(string normalizedEmail, DateTimeOffset now)
    {
        if (_disavowals.Find(disavowal => disavowal.NormalizedEmail == normalizedEmail && disavowal.Stands) is not { } standing || !_authors.Exists(author => author.NormalizedEmail == normalizedEmail))
        {
            return false;
        }

        standing.TakeBack(now);
        return true;
    }

    /// <summary>What was typed, as it stands.</summary>
    public SubmissionContent Content => new(
        Title,
        Abstract,
        [.. _authors.OrderBy(author => author.Position).Select(author => new AuthorEntry(author.Name, author.Email, author.Affiliation, author.IsPresenter) { Orcid = author.Orcid })],
        [.. _topics.Select(topic => topic.TopicId)],
        Preference,
        IsPublished,
        PublishedIn,
        PublishedLink)
    {
        TypeId = TypeId,
        Answers = [.. _answers.Select(answer => new AnswerEntry(answer.QuestionId, answer.Value))],
        Files = [.. _attachments.Where(attachment => attachment.RemovedAt is null).OrderBy(attachment => attachment.Number).Select(attachment => attachment.Shown)],
    };

    public Refusal? CheckRevision(int revision) => revision == Revision
        ? null
        : new Refusal("submission.changed-elsewhere", "This submission was changed in another window after you opened this form. Compare the two, then save again to keep what you see here.");

    /// <summary>What keeps this content from taking the place of what is there, by field; empty when nothing does.</summary>
    private IReadOnlyList<Refusal> WhyNotSay(SubmissionContent content, CallForm form, EditTerms terms)
    {
        if (State != SubmissionState.Submitted)
        {
            return RegisteredAt is not null ? AbstractRegistration.PartOf(content.CheckComplete(form, terms.ArrivedAt)) : content.CheckDraft();
        }

        List<Refusal> refusals = [.. content.CheckComplete(form, terms.ArrivedAt), .. CheckType(content.TypeId, form)];
        if (LatestVersion is null && !terms.BringsPdf && RequiresPdf(content.TypeId, form) && !RequiresPdf(TypeId, form))
        {
            // What was submitted of a type that needs no PDF does not become one of a type that does by naming it so. What never had one, as an import, may stay without.
            refusals.Add(FileMissing());
        }

        if (terms.OnBehalf)
        {
            var standing = Content.CheckComplete(form, terms.ArrivedAt);
            refusals.RemoveAll(refusal => standing.Any(known => (known.Code, known.Field) == (refusal.Code, refusal.Field)));
        }

        return refusals;
    }

    private static bool RequiresPdf(Guid? typeId, CallForm form) => form.TypeOf(typeId)?.RequiresPdf ?? true;

    private static Refusal FileMissing() => new("submission.file-missing", "Choose the PDF of your extended abstract.", "File");

    /// <summary>A closed type stays with what is submitted, and takes nothing new.</summary>
    private IEnumerable<Refusal> CheckType(Guid? typeId, CallForm form)
    {
        if (form.TypeOf(typeId) is { IsClosed: true } closed && (State != SubmissionState.Submitted || typeId != TypeId))
        {
            yield return new Refusal("submission.type-closed", $"“{closed.Name}” takes no more submissions. Choose another type.", nameof(SubmissionContent.TypeId));
        }
    }

    /// <summary>The last part of a path, without control characters, at most <see cref="SubmissionVersion.MaxFileNameLength"/> long.</summary>
    private static string CleanFileName(string fileName)
    {
        var name = Person.Clean(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]);
        if (name.Length == 0)
        {
            return "submission.pdf";
        }

        return name.Length <= SubmissionVersion.MaxFileNameLength ? name : name[..SubmissionVersion.MaxFileNameLength];
    }

    private void ReplaceAuthors(IReadOnlyList<AuthorEntry> entries)
    {
        _authors.Clear();
        foreach (var entry in entries.Where(entry => !entry.IsBlank))
        {
            _authors.Add(new Author
            {
                SubmissionId = Id,
                Position = _authors.Count,
                Name = Person.Clean(entry.Name),
                Affiliation = Person.Clean(entry.Affiliation),
                Email = Person.Clean(entry.Email),
                NormalizedEmail = EmailAddress.Normalize(Person.Clean(entry.Email)),
                Orcid = Orcid.Normalize(entry.Orcid),
                IsPresenter = entry.IsPresenter,
            });
        }
    }

    private void ReplaceAnswers(IReadOnlyList<AnswerEntry> entries)
    {
        var wanted = entries.Where(entry => entry.Value.Length > 0).DistinctBy(entry => entry.QuestionId).ToDictionary(entry => entry.QuestionId, entry => entry.Value);
        _answers.RemoveAll(answer => !wanted.ContainsKey(answer.QuestionId));
        foreach (var (questionId, value) in wanted)
        {
            if (_answers.Find(answer => answer.QuestionId == questionId) is { } known)
            {
                known.Value = value;
            }
            else
            {
                _answers.Add(new Answer { SubmissionId = Id, QuestionId = questionId, Value = value });
            }
        }
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Revision++;
    }
}

/// <summary>How a change of a submission came.</summary>
/// <param name="ArrivedAt">When its request arrived: what is required from an instant on is judged then, however long the upload took.</param>
/// <param name="BringsPdf">A PDF that can be stored comes with the same request.</param>
/// <param name="OnBehalf">An organizer makes it for the authors: what is wrong or missing already, and stays so, does not keep the rest from being put right.</param>
public sealed record EditTerms(DateTimeOffset ArrivedAt, bool BringsPdf = false, bool OnBehalf = false);

/// <summary>A topic that the authors chose.</summary>
public sealed class SubmissionTopic
{
    public required Guid SubmissionId { get; init; }

    public required Guid TopicId { get; init; }
}
