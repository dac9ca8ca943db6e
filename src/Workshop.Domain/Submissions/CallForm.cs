using Workshop.Domain.Events;

namespace Workshop.Domain.Submissions;

/// <summary>
/// What organizers shaped of an event's submission form. An event whose organizers changed nothing has none in the database: <see cref="Untouched"/> stands for it,
/// with no types and no limits but the technical ones.
/// </summary>
public sealed partial class CallForm
{
    public const int MaxTypes = 20;

    private readonly List<SubmissionType> _types = [];

    private CallForm()
    {
    }

    public Guid EventId { get; private init; }

    /// <summary>Rises with every change, so that two organizers who edit at once find out.</summary>
    public int Revision { get; private set; }

    public TextUnit TitleUnit { get; private set; }

    public int? TitleMin { get; private set; }

    public int? TitleMax { get; private set; }

    public TextUnit AbstractUnit { get; private set; }

    public int? AbstractMin { get; private set; }

    public int? AbstractMax { get; private set; }

    public int MaxSupplementFiles { get; private set; } = SupplementRules.None.MaxFiles;

    public int MaxSupplementMegabytes { get; private set; } = SupplementRules.None.MaxMegabytes;

    public AttachmentKinds SupplementKinds { get; private set; } = SupplementRules.None.Kinds;

    public bool ReviewersSeeSupplement { get; private set; }

    public string SupplementHint { get; private set; } = "";

    /// <summary>What authors may add beside the PDF.</summary>
    public SupplementRules Supplement => new(MaxSupplementFiles, MaxSupplementMegabytes, SupplementKinds, ReviewersSeeSupplement, SupplementHint);

    /// <summary>In the organizers' order, closed ones included.</summary>
    public IReadOnlyList<SubmissionType> Types => _types;

    /// <summary>For every submission of the event.</summary>
    public TextLimit Title => new(TitleUnit, TitleMin, TitleMax);

    /// <summary>For types that have no limit of their own.</summary>
    public TextLimit Abstract => new(AbstractUnit, AbstractMin, AbstractMax);

    /// <summary>The form of an event whose organizers changed nothing.</summary>
    public static CallForm Untouched(Guid eventId) => new() { EventId = eventId };

    /// <summary>Null when <paramref name="id"/> is, or is no type of this event.</summary>
    public SubmissionType? TypeOf(Guid? id) => _types.Find(type => type.Id == id);

    /// <summary>The limit of the abstract for a submission of that type; null for one without a type.</summary>
    public TextLimit AbstractFor(SubmissionType? type) => type?.Abstract ?? Abstract;

    /// <summary>What keeps the content from being submitted because of this form, by field, in the order of the form.</summary>
    public IReadOnlyList<Refusal> Check(SubmissionContent content, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        var type = TypeOf(content.TypeId);
        if (type is null && _types.Count > 0)
        {
            refusals.Add(new Refusal("submission.type-missing", "Choose what you submit.", nameof(SubmissionContent.TypeId)));
        }

        if (Title.Check(content.Title, "The title", "submission.title", nameof(SubmissionContent.Title)) is { } title)
        {
            refusals.Add(title);
        }

        if (AbstractFor(type).Check(content.Abstract, "The abstract", "submission.abstract", nameof(SubmissionContent.Abstract)) is { } text)
        {
            refusals.Add(text);
        }

        refusals.AddRange(CheckAnswers(content, now));
        return refusals;
    }

    /// <summary>Refused with every reason at once; the form is then unchanged.</summary>
    public Outcome<Done> ChangeLimits(TextLimit title, TextLimit @abstract)
    {
        Refusal?[] refusals =
        [
            title.WhyNotPossible(SubmissionContent.MaxTitleLength, "TitleMax"),
            @abstract.WhyNotPossible(SubmissionContent.MaxAbstractLength, "AbstractMax"),
        ];
        if (refusals.OfType<Refusal>().ToList() is { Count: > 0 } no)
        {
            return Outcome.No<Done>(no);
        }

        (TitleUnit, TitleMin, TitleMax) = (title.Unit, title.Min, title.Max);
        (AbstractUnit, AbstractMin, AbstractMax) = (@abstract.Unit, @abstract.Min, @abstract.Max);
        Revision++;
        return Done.Instance;
    }

    /// <summary>
    /// Refused with every reason at once; the rules are then unchanged. Files that are there already stay, and those that were added for the organizers alone, as the form
    /// promised, are never opened to reviewers afterwards.
    /// </summary>
    /// <param name="standing">How many files stand in the supplements of the event, drafts included.</param>
    public Outcome<Done> ChangeSupplement(SupplementRules rules, int standing = 0)
    {
        var refusals = rules.Check().ToList();
        if (standing > 0 && rules.ReviewersSee && !ReviewersSeeSupplement)
        {
            refusals.Add(new Refusal("supplement.files-promised", $"There {(standing == 1 ? "is one file" : $"are {standing} files")} already, added for the organizers alone. Ask for files that reviewers get with a new question.", nameof(ReviewersSeeSupplement)));
        }

        if (refusals.Count > 0)
        {
            return Outcome.No<Done>(refusals);
        }

        MaxSupplementFiles = rules.MaxFiles;
        MaxSupplementMegabytes = rules.MaxMegabytes;
        SupplementKinds = rules.Kinds;
        ReviewersSeeSupplement = rules.ReviewersSee;
        SupplementHint = TextLength.Clean(rules.Hint);
        Revision++;
        return Done.Instance;
    }

    /// <summary>Adds a type at the end. Refused with every reason at once.</summary>
    public Outcome<SubmissionType> AddType(WorkshopEvent of, SubmissionTypeSettings settings)
    {
        if (_types.Count >= MaxTypes)
        {
            return new Refusal("type.too-many", $"An event has at most {MaxTypes} types. Change one that is not used.");
        }

        if (WhyNot(of, settings, null) is { Count: > 0 } refusals)
        {
            return Outcome.No<SubmissionType>(refusals);
        }

        var type = new SubmissionType { EventId = EventId, Position = _types.Count };
        type.Change(settings);
        _types.Add(type);
        Revision++;
        return type;
    }

    /// <summary>Refused with every reason at once; the type is then unchanged. What is submitted already stays submitted under the new limits.</summary>
    public Outcome<Done> ChangeType(WorkshopEvent of, SubmissionType type, SubmissionTypeSettings settings)
    {
        if (WhyNot(of, settings, type) is { Count: > 0 } refusals)
        {
            return Outcome.No<Done>(refusals);
        }

        type.Change(settings);
        Revision++;
        return Done.Instance;
    }

    /// <summary>Refused while a submission, draft or not, has it: it can be closed instead.</summary>
    /// <param name="uses">How many submissions have it.</param>
    public Outcome<Done> RemoveType(SubmissionType type, int uses)
    {
        if (uses > 0)
        {
            return new Refusal("type.used", $"{(uses == 1 ? "One submission is" : $"{uses} submissions are")} of the type “{type.Name}”. Close it instead: then nobody can choose it any more.");
        }

        if (_questions.Find(question => question.OnlyForTypes.Contains(type.Id)) is { } asked)
        {
            return new Refusal("type.asked", $"“{asked.Label}” is asked for the type “{type.Name}”. Change that question first.");
        }

        _types.Remove(type);
        Renumber();
        return Done.Instance;
    }

    /// <summary>Moves a type by one place; at the end of the list nothing changes.</summary>
    public void MoveType(SubmissionType type, bool up)
    {
        var from = _types.IndexOf(type);
        var to = up ? from - 1 : from + 1;
        if (from < 0 || to < 0 || to >= _types.Count)
        {
            return;
        }

        (_types[from], _types[to]) = (_types[to], _types[from]);
        Renumber();
    }

    private List<Refusal> WhyNot(WorkshopEvent of, SubmissionTypeSettings settings, SubmissionType? changed)
    {
        var refusals = settings.Check(of).ToList();
        if (_types.Exists(other => other != changed && string.Equals(other.Name, settings.Name.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            refusals.Add(new Refusal("type.name-taken", "There is a type of that name already. Choose another name.", nameof(settings.Name)));
        }

        return refusals;
    }

    private void Renumber()
    {
        for (var position = 0; position < _types.Count; position++)
        {
            _types[position].Position = position;
        }

        Revision++;
    }
}
