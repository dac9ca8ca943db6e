using Workshop.Domain.Events;

namespace Workshop.Domain.Submissions;

/// <summary>What organizers decide about one kind of submission.</summary>
/// <param name="Description">For authors, plain text; may be empty.</param>
/// <param name="PageLimit">Null means the event's.</param>
/// <param name="MaxUploadMegabytes">Null means the event's.</param>
/// <param name="Abstract">Null means the event's.</param>
/// <param name="RequiresPdf">Whether it can be submitted only with a PDF.</param>
/// <param name="ClosesAt">The last instant at which it may be submitted, included; null means the event's.</param>
/// <param name="AbstractsDue">The last instant at which a new one may be begun with title, authors and abstract, included; null means the event's.</param>
/// <param name="IsClosed">Authors cannot choose it any more. What is submitted stays; a draft must choose another type.</param>
public sealed record SubmissionTypeSettings(
    string Name,
    string Description,
    int? PageLimit,
    int? MaxUploadMegabytes,
    TextLimit? Abstract,
    bool RequiresPdf,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? AbstractsDue,
    bool IsClosed)
{
    public const int MaxNameLength = 80;
    public const int MaxDescriptionLength = 1000;

    /// <summary>Every reason why these settings make no sense for the event, by field; empty when they do.</summary>
    public IReadOnlyList<Refusal> Check(WorkshopEvent of)
    {
        var refusals = new List<Refusal>();
        void Unless(bool fine, string code, string field, string message)
        {
            if (!fine)
            {
                refusals.Add(new Refusal(code, message, field));
            }
        }

        Unless(!string.IsNullOrWhiteSpace(Name), "type.name-missing", nameof(Name), "Give the type a name.");
        Unless(Name.Length <= MaxNameLength, "type.name-too-long", nameof(Name), $"Shorten the name to {MaxNameLength} characters.");
        Unless(Description.Length <= MaxDescriptionLength, "type.description-too-long", nameof(Description), $"Shorten the description to {MaxDescriptionLength} characters.");
        Unless(PageLimit is null or (>= 1 and <= 200), "type.page-limit", nameof(PageLimit), "Choose a page limit of 1 to 200, or leave it empty.");
        Unless(
            MaxUploadMegabytes is null or (>= 1 and <= EventSettings.LargestUploadMegabytes),
            "type.upload-limit", nameof(MaxUploadMegabytes), $"Choose a file size of 1 to {EventSettings.LargestUploadMegabytes} MB, or leave it empty.");
        if (Abstract?.WhyNotPossible(SubmissionContent.MaxAbstractLength, "AbstractMax") is { } impossible)
        {
            refusals.Add(impossible);
        }

        Unless(ClosesAt is null || ClosesAt > of.SubmissionsOpen, "type.closes-before-open", nameof(ClosesAt), "That is before the call opens. Choose a later deadline.");
        Unless(AbstractsDue is null || AbstractsDue > of.SubmissionsOpen, "type.abstracts-before-open", nameof(AbstractsDue), "That is before the call opens. Choose a later deadline.");
        Unless(
            AbstractsDue is null || AbstractsDue <= (ClosesAt ?? of.SubmissionsClose),
            "type.abstracts-after-close", nameof(AbstractsDue), "Abstracts are due after submissions close. Choose an earlier time.");
        return refusals;
    }
}

/// <summary>A kind of submission that authors choose: "Extended abstract", "Demo". Changed through its <see cref="CallForm"/>.</summary>
public sealed class SubmissionType
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; init; }

    public string Name { get; private set; } = "";

    /// <inheritdoc cref="SubmissionTypeSettings"/>
    public string Description { get; private set; } = "";

    /// <summary>Null means the event's.</summary>
    public int? PageLimit { get; private set; }

    /// <summary>Null means the event's.</summary>
    public int? MaxUploadMegabytes { get; private set; }

    /// <summary>False: the limits of the abstract are the event's.</summary>
    public bool HasOwnAbstractLimit { get; private set; }

    public TextUnit AbstractUnit { get; private set; }

    public int? AbstractMin { get; private set; }

    public int? AbstractMax { get; private set; }

    public bool RequiresPdf { get; private set; } = true;

    /// <summary>Null means the event's; the instant itself is still open.</summary>
    public DateTimeOffset? ClosesAt { get; private set; }

    /// <summary>Null means the event's; the instant itself is still open.</summary>
    public DateTimeOffset? AbstractsDue { get; private set; }

    /// <summary>Not offered any more; see <see cref="SubmissionTypeSettings"/>.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Zero-based place in the list.</summary>
    public int Position { get; internal set; }

    /// <summary>Null means the event's.</summary>
    public TextLimit? Abstract => HasOwnAbstractLimit ? new TextLimit(AbstractUnit, AbstractMin, AbstractMax) : null;

    public SubmissionTypeSettings Settings => new(Name, Description, PageLimit, MaxUploadMegabytes, Abstract, RequiresPdf, ClosesAt, AbstractsDue, IsClosed);

    internal void Change(SubmissionTypeSettings settings)
    {
        Name = settings.Name.Trim();
        Description = TextLength.Clean(settings.Description);
        PageLimit = settings.PageLimit;
        MaxUploadMegabytes = settings.MaxUploadMegabytes;
        HasOwnAbstractLimit = settings.Abstract is not null;
        AbstractUnit = settings.Abstract?.Unit ?? TextUnit.Words;
        AbstractMin = settings.Abstract?.Min;
        AbstractMax = settings.Abstract?.Max;
        RequiresPdf = settings.RequiresPdf;
        ClosesAt = settings.ClosesAt;
        AbstractsDue = settings.AbstractsDue;
        IsClosed = settings.IsClosed;
    }
}
