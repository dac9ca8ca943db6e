using Workshop.Domain.People;

namespace Workshop.Domain.Submissions;

public enum QuestionKind
{
    /// <summary>One line of text.</summary>
    Line,
    Paragraph,
    SingleChoice,
    MultipleChoice,
    Checkbox,
    Number,
    Link,
    File,
}

/// <summary>Whose eyes the answers are for. Authors always see their own.</summary>
public enum QuestionAudience
{
    /// <summary>The reviewers of the submission, and organizers.</summary>
    Reviewers,
    Organizers,
}

public enum QuestionRequirement
{
    Never,
    Always,

    /// <summary>From an instant on; before it the question may stay open, and what was submitted before it stays submitted.</summary>
    FromDate,
}

public enum ConditionTest
{
    /// <summary>The option is the one that is chosen; for text, it says the same, whatever its case.</summary>
    Equals,

    /// <summary>The option is among those that are chosen; for text, it has these words in it, whatever their case.</summary>
    Contains,

    /// <summary>The box is ticked.</summary>
    IsChecked,
}

/// <summary>One of the answers that a choice offers.</summary>
/// <param name="Key">What answers store: letters and digits, never given twice. The label may change.</param>
public sealed record QuestionOption(string Key, string Label)
{
    public const int MaxLabelLength = 200;

    public static QuestionOption New(string label) => new(Guid.NewGuid().ToString("N")[..12], label);
}

/// <summary>Something that organizers ask of authors. Changed through its <see cref="CallForm"/>.</summary>
public sealed class Question
{
    public const int MaxLabelLength = 300;
    public const int MaxHintLength = 1000;
    public const int MaxOptions = 60;

    public Guid Id { get; private init; } = Guid.NewGuid();

    public Guid EventId { get; init; }

    public QuestionKind Kind { get; private set; }

    /// <summary>The question itself.</summary>
    public string Label { get; private set; } = "";

    /// <summary>For authors; may be empty.</summary>
    public string Hint { get; private set; } = "";

    /// <summary>Of a choice, in order.</summary>
    public IReadOnlyList<QuestionOption> Options { get; private set; } = [];

    /// <inheritdoc cref="QuestionSettings.Unit"/>
    public TextUnit Unit { get; private set; }

    /// <inheritdoc cref="QuestionSettings.Min"/>
    public int? Min { get; private set; }

    public int? Max { get; private set; }

    public QuestionRequirement Requirement { get; private set; }

    /// <summary>Null unless <see cref="Requirement"/> is from a date on; at the instant itself it is required.</summary>
    public DateTimeOffset? RequiredFrom { get; private set; }

    /// <summary>Asked for these types only; empty means for all.</summary>
    public IReadOnlyList<Guid> OnlyForTypes { get; private set; } = [];

    /// <summary>The earlier question on whose answer it depends whether this one is asked; null when on none.</summary>
    public Guid? DependsOn { get; private set; }

    public ConditionTest Test { get; private set; }

    /// <summary>What the answer must be or have in it: the key of an option, or text. Null for a box.</summary>
    public string? TestValue { get; private set; }

    public QuestionAudience Audience { get; private set; }

    /// <summary>Files that are no PDF go to reviewers as they are; otherwise only organizers see them. A PDF always goes as a copy without metadata.</summary>
    public bool ShowsFilesAsTheyAre { get; private set; }

    /// <summary>Of a file.</summary>
    public int MaxMegabytes { get; private set; }

    /// <summary>Of a file.</summary>
    public AttachmentKinds FileKinds { get; private set; }

    /// <summary>Zero-based place in the form.</summary>
    public int Position { get; internal set; }

    /// <summary>Since when it is not asked any more; its answers are kept, but neither shown nor required. Null while it is asked.</summary>
    public DateTimeOffset? ArchivedAt { get; internal set; }

    public bool IsArchived => ArchivedAt is not null;

    public bool IsChoice => Kind is QuestionKind.SingleChoice or QuestionKind.MultipleChoice;

    /// <summary>Of its text; no limit for kinds that have none.</summary>
    public TextLimit Limit => Kind is QuestionKind.Line or QuestionKind.Paragraph ? new TextLimit(Unit, Min, Max) : TextLimit.None;

    public QuestionSettings Settings => new(
        Kind, Label, Hint, Options, Unit, Min, Max, Requirement, RequiredFrom, OnlyForTypes, DependsOn, Test, TestValue, Audience, ShowsFilesAsTheyAre, MaxMegabytes, FileKinds);

    /// <summary>Whether an answer is required at <paramref name="now"/> of those to whom the question applies.</summary>
    public bool IsRequiredAt(DateTimeOffset now) => Requirement switch
    {
        QuestionRequirement.Always => true,
        QuestionRequirement.FromDate => now >= RequiredFrom,
        _ => false,
    };

    /// <summary>The answer as people read it: labels instead of keys, "Yes" for a box; empty when there is none.</summary>
    public string Say(string value) => Kind switch
    {
        QuestionKind.Checkbox => value == AnswerEntry.Ticked ? "Yes" : "",
        QuestionKind.SingleChoice or QuestionKind.MultipleChoice => string.Join("; ", Options.Where(option => new AnswerEntry(Id, value).Keys.Contains(option.Key)).Select(option => option.Label)),
        _ => value,
    };

    internal void Change(QuestionSettings settings)
    {
        var fileKind = settings.Kind == QuestionKind.File;
        Kind = settings.Kind;
        Label = settings.Label.Trim();
        Hint = TextLength.Clean(settings.Hint);
        Options = settings.IsChoice ? [.. settings.Options.Select(option => option with { Label = option.Label.Trim() })] : [];
        Unit = settings.Unit;
        Min = settings.Min;
        Max = settings.Max;
        Requirement = settings.Requirement;
        RequiredFrom = settings.Requirement == QuestionRequirement.FromDate ? settings.RequiredFrom : null;
        OnlyForTypes = settings.OnlyForTypes;
        DependsOn = settings.DependsOn;
        Test = settings.Test;
        TestValue = settings.DependsOn is null || settings.Test == ConditionTest.IsChecked || settings.TestValue is null ? null : Person.Clean(settings.TestValue); // as the answers that it is compared with
        Audience = settings.Audience;
        ShowsFilesAsTheyAre = fileKind && settings.ShowsFilesAsTheyAre;
        MaxMegabytes = fileKind ? settings.MaxMegabytes : 0;
        FileKinds = fileKind ? settings.FileKinds : AttachmentKinds.None;
    }
}
