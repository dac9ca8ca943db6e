using Workshop.Domain.People;

namespace Workshop.Domain.Submissions;

public enum PresentationPreference
{
    Either,
    Talk,
    Poster,
}

/// <summary>One line of the author list as typed.</summary>
public sealed record AuthorEntry(string Name, string Email, string Affiliation, bool IsPresenter)
{
    /// <summary>As typed, or normalized by <see cref="Submission"/>; empty when there is none.</summary>
    public string Orcid { get; init; } = "";

    public bool IsBlank => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Email) && string.IsNullOrWhiteSpace(Affiliation) && string.IsNullOrWhiteSpace(Orcid);
}

/// <summary>Everything an author types, in one piece. A draft may hold it half-finished; see <see cref="CheckDraft"/> and <see cref="CheckComplete"/>.</summary>
/// <param name="Title">One line of plain text with LaTeX maths.</param>
/// <param name="Abstract">Plain text with LaTeX maths; line breaks kept.</param>
/// <param name="Authors">In order; blank lines are dropped.</param>
/// <param name="PublishedIn">Venue of an already published work, otherwise null.</param>
/// <param name="PublishedLink">http or https; optional even for published work.</param>
public sealed record SubmissionContent(
    string Title,
    string Abstract,
    IReadOnlyList<AuthorEntry> Authors,
    IReadOnlyList<Guid> TopicIds,
    PresentationPreference Preference,
    bool IsPublished,
    string? PublishedIn,
    string? PublishedLink)
{
    /// <summary>What kind of submission; null when the event has no types, or none is chosen yet.</summary>
    public Guid? TypeId { get; init; }

    /// <summary>At most one for each question, in any order; see <see cref="CallForm.Fit"/>.</summary>
    public IReadOnlyList<AnswerEntry> Answers { get; init; } = [];

    /// <summary>
    /// The files beside the PDF, in the order of their coming. <see cref="Submission.Content"/> always says them; in what is typed null means "as they are now", and anything
    /// else is what will stand there when this very save is done. Nothing is stored from here: files come and go by <see cref="Submission.Attach"/> and <see cref="Submission.Detach"/>.
    /// </summary>
    public IReadOnlyList<AttachedFile>? Files { get; init; }

    public const int MaxTitleLength = 300;
    public const int MaxAbstractLength = 10_000;
    public const int MaxAuthors = 60;
    public const int MaxPublishedInLength = 300;
    public const int MaxLinkLength = 1000;

    /// <summary>Only what could not be stored or shown at all: a draft may be as unfinished as its author likes.</summary>
    public IReadOnlyList<Refusal> CheckDraft()
    {
        var refusals = new List<Refusal>();
        if (Title.Length > MaxTitleLength)
        {
            refusals.Add(new Refusal("submission.title-too-long", $"The title has {Title.Length} characters. Shorten it to {MaxTitleLength}.", nameof(Title)));
        }

        if (Abstract.Length > MaxAbstractLength)
        {
            refusals.Add(new Refusal("submission.abstract-too-long", $"The abstract has {Abstract.Length:N0} characters. Shorten it to {MaxAbstractLength:N0}.", nameof(Abstract)));
        }

        if (Authors.Count > MaxAuthors)
        {
            refusals.Add(new Refusal("submission.too-many-authors", $"List at most {MaxAuthors} authors.", nameof(Authors)));
        }

        for (var position = 0; position < Authors.Count; position++)
        {
            var author = Authors[position];
            if (author.Name.Length > Person.MaxNameLength || author.Affiliation.Length > Person.MaxAffiliationLength || author.Email.Length > EmailAddress.MaxLength || author.Orcid.Length > Orcid.MaxTypedLength)
            {
                refusals.Add(new Refusal("submission.author-too-long", $"Shorten what stands at author {position + 1}.", $"{nameof(Authors)}[{position}].{nameof(AuthorEntry.Name)}"));
            }
        }

        if (PublishedIn is { Length: > MaxPublishedInLength })
        {
            refusals.Add(new Refusal("submission.venue-too-long", $"Shorten the venue to {MaxPublishedInLength} characters.", nameof(PublishedIn)));
        }

        if (!string.IsNullOrWhiteSpace(PublishedLink) && !IsWebLink(PublishedLink))
        {
            refusals.Add(new Refusal("submission.link-malformed", "Give the whole address of the publication, beginning with https://.", nameof(PublishedLink)));
        }

        refusals.AddRange(Answers.Where(answer => answer.Value.Length > AnswerEntry.MaxValueLength)
            .Select(answer => new Refusal("submission.answer-too-long", $"This answer has {answer.Value.Length:N0} characters. Shorten it to {AnswerEntry.MaxValueLength:N0}.", CallForm.FieldOf(answer.QuestionId))));
        return refusals;
    }

    /// <summary>What is still missing before this can be submitted, by field, in the order of the form; the PDF is not part of it.</summary>
    /// <param name="form">Of the event.</param>
    public IReadOnlyList<Refusal> CheckComplete(CallForm form, DateTimeOffset now)
    {
        var refusals = CheckDraft().ToList();
        refusals.AddRange(form.Check(this, now).Where(refusal => !refusals.Exists(known => known.Field == refusal.Field)));
        if (string.IsNullOrWhiteSpace(Title))
        {
            refusals.Add(new Refusal("submission.title-missing", "Give a title.", nameof(Title)));
        }

        if (string.IsNullOrWhiteSpace(Abstract))
        {
            refusals.Add(new Refusal("submission.abstract-missing", "Give an abstract.", nameof(Abstract)));
        }

        if (Authors.All(author => author.IsBlank))
        {
            refusals.Add(new Refusal("submission.authors-missing", "List at least one author.", nameof(Authors)));
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var seenOrcids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var position = 0; position < Authors.Count; position++)
        {
            var author = Authors[position];
            if (author.IsBlank)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(author.Name))
            {
                refusals.Add(new Refusal("submission.author-name-missing", $"Give the name of author {position + 1}.", $"{nameof(Authors)}[{position}].{nameof(AuthorEntry.Name)}"));
            }

            var field = $"{nameof(Authors)}[{position}].{nameof(AuthorEntry.Email)}";
            var email = EmailAddress.Parse(author.Email, field);
            if (email.Refusal is { } refusal)
            {
                refusals.Add(refusal);
            }
            else if (!seen.TryAdd(email.Value!.Normalized, position))
            {
                refusals.Add(new Refusal("submission.author-twice", $"Authors {seen[email.Value.Normalized] + 1} and {position + 1} have the same e-mail address.", field));
            }

            refusals.AddRange(CheckOrcid(author, position, seenOrcids));
        }

        if (Authors.Count(author => !author.IsBlank && author.IsPresenter) != 1 && !Authors.All(author => author.IsBlank))
        {
            refusals.Add(new Refusal("submission.presenter", "Say which one of the authors will present.", nameof(Authors)));
        }

        if (IsPublished && string.IsNullOrWhiteSpace(PublishedIn))
        {
            refusals.Add(new Refusal("submission.venue-missing", "Say where the work was published.", nameof(PublishedIn)));
        }

        return refusals;
    }

    /// <summary>
    /// Like <see cref="CheckComplete"/>, but an author may be without e-mail address: other systems do not give them all away. Such an author is told nothing and
    /// cannot find the submission here until somebody adds the address. What the organizers ask of the form is not asked of what was accepted elsewhere.
    /// </summary>
    public IReadOnlyList<Refusal> CheckImported() => [.. CheckComplete(CallForm.Untouched(Guid.Empty), DateTimeOffset.UnixEpoch).Where(refusal => refusal.Code != "email.missing")];

    /// <summary>Whether both say the same, topics and answers in any order, files apart. Compare what a <see cref="Submission"/> gives back: it trims and normalizes what was typed.</summary>
    public bool SaysTheSameAs(SubmissionContent other) =>
        (TypeId, Title, Abstract, Preference, IsPublished, PublishedIn, PublishedLink) == (other.TypeId, other.Title, other.Abstract, other.Preference, other.IsPublished, other.PublishedIn, other.PublishedLink)
        && Authors.SequenceEqual(other.Authors)
        && TopicIds.ToHashSet().SetEquals(other.TopicIds)
        && Answers.ToHashSet().SetEquals(other.Answers);

    private static IEnumerable<Refusal> CheckOrcid(AuthorEntry author, int position, Dictionary<string, int> seen)
    {
        if (string.IsNullOrWhiteSpace(author.Orcid))
        {
            yield break;
        }

        var field = $"{nameof(Authors)}[{position}].{nameof(AuthorEntry.Orcid)}";
        var orcid = Orcid.Parse(author.Orcid, field);
        if (orcid.Refusal is { } refusal)
        {
            yield return refusal;
        }
        else if (!seen.TryAdd(orcid.Value!.Id, position))
        {
            yield return new Refusal("submission.orcid-twice", $"Authors {seen[orcid.Value.Id] + 1} and {position + 1} have the same ORCID iD.", field);
        }
    }

    internal static bool IsWebLink(string text) =>
        text.Length <= MaxLinkLength && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
