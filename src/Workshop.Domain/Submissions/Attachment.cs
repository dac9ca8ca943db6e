using Workshop.Domain.Events;
using Workshop.Domain.Pdf;

namespace Workshop.Domain.Submissions;

/// <summary>Kinds of files that organizers allow beside the PDF, as people name them. Judged by the bytes; only text and sound go by their names as well.</summary>
[Flags]
public enum AttachmentKinds
{
    None = 0,
    Pdf = 1,

    /// <summary>zip, gz, bz2, xz, 7z, rar.</summary>
    Archive = 2,

    /// <summary>PNG, JPEG, GIF, TIFF, BMP, WebP, SVG.</summary>
    Image = 4,

    /// <summary>Word processors, slides and spreadsheets.</summary>
    Office = 8,

    /// <summary>Plain text, data and source code.</summary>
    Text = 16,

    /// <summary>MP4, WebM, MP3, WAV.</summary>
    Media = 32,
}

/// <summary>A file beside the PDF as it stands now: one of the supplement, or the answer to a question.</summary>
/// <param name="QuestionId">The question that it answers; null for the supplement.</param>
/// <param name="FileName">As the author's computer says; never shown to reviewers.</param>
/// <param name="Size">Bytes.</param>
public sealed record AttachedFile(Guid Id, Guid? QuestionId, string FileName, string Sha256, long Size, AttachmentKinds Kind);

/// <summary>
/// A file beside the PDF of a submission. Nothing is ever overwritten: what is replaced or removed keeps its row and its bytes, and is part of the submission's history.
/// </summary>
public sealed class SubmissionAttachment
{
    public Guid Id { get; private init; } = Guid.NewGuid();

    public required Guid SubmissionId { get; init; }

    /// <summary>The question that it answers; null for the supplement.</summary>
    public required Guid? QuestionId { get; init; }

    /// <summary>1 for the first file of the submission beside its PDF, rising, never given twice.</summary>
    public required int Number { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the bytes, which is also the key of the stored file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Without folders and control characters; never shown to reviewers.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required AttachmentKinds Kind { get; init; }

    /// <summary>When the request that carried it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required Guid UploadedBy { get; init; }

    /// <summary>When it was replaced or removed; null while it stands.</summary>
    public DateTimeOffset? RemovedAt { get; internal set; }

    public AttachedFile Shown => new(Id, QuestionId, FileName, Sha256, Size, Kind);
}

/// <summary>What organizers allow beside the PDF.</summary>
/// <param name="MaxFiles">0 means no supplement.</param>
/// <param name="MaxMegabytes">Of each file, 1 to 50.</param>
/// <param name="ReviewersSee">Reviewers get the files, under neutral names; a PDF without its metadata, everything else as it is.</param>
/// <param name="Hint">For authors; may be empty.</param>
public sealed record SupplementRules(int MaxFiles, int MaxMegabytes, AttachmentKinds Kinds, bool ReviewersSee, string Hint)
{
    public const int MostFiles = 20;
    public const int MaxHintLength = 1000;

    public static readonly SupplementRules None = new(0, 10, AttachmentKinds.Pdf | AttachmentKinds.Archive, false, "");

    /// <summary>Every reason why these rules make no sense, by field; empty when they do.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (MaxFiles is < 0 or > MostFiles)
        {
            refusals.Add(new Refusal("supplement.files", $"Choose 0 to {MostFiles} files.", "SupplementFiles"));
        }

        if (MaxMegabytes is < 1 or > EventSettings.LargestUploadMegabytes)
        {
            refusals.Add(new Refusal("supplement.size", $"Choose a file size of 1 to {EventSettings.LargestUploadMegabytes} MB.", "SupplementMegabytes"));
        }

        if (MaxFiles > 0 && Kinds == AttachmentKinds.None)
        {
            refusals.Add(new Refusal("supplement.kinds", "Choose at least one kind of file.", "SupplementKinds"));
        }

        if (Hint.Length > MaxHintLength)
        {
            refusals.Add(new Refusal("supplement.hint-too-long", $"Shorten the hint to {MaxHintLength} characters.", "SupplementHint"));
        }

        return refusals;
    }
}

/// <summary>Names for kinds of files.</summary>
public static class AttachmentKindWords
{
    public static IReadOnlyList<(AttachmentKinds Kind, string Words)> All { get; } =
    [
        (AttachmentKinds.Pdf, "PDF"),
        (AttachmentKinds.Archive, "archive (zip, tar.gz, 7z)"),
        (AttachmentKinds.Image, "picture (PNG, JPEG, SVG)"),
        (AttachmentKinds.Office, "office file (Word, slides, spreadsheet)"),
        (AttachmentKinds.Text, "text, data or code (txt, csv, json, py)"),
        (AttachmentKinds.Media, "video or sound (MP4, WebM, MP3)"),
    ];

    /// <summary>"PDF, archive (zip, tar.gz, 7z) or picture (PNG, JPEG, SVG)".</summary>
    public static string Say(AttachmentKinds kinds)
    {
        var words = All.Where(known => kinds.HasFlag(known.Kind)).Select(known => known.Words).ToList();
        return words.Count <= 1 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }

    /// <summary>What a file is: by its bytes where they tell, by the ending of its name where they do not.</summary>
    /// <param name="sniffed">What the bytes say.</param>
    /// <returns>None for what nobody should be handed: programs, web pages, files of unknown kind.</returns>
    public static AttachmentKinds Of(FileKind sniffed, string fileName) => sniffed switch
    {
        FileKind.Pdf => AttachmentKinds.Pdf,
        FileKind.Archive => AttachmentKinds.Archive,
        FileKind.Image => IsMedia(fileName) ? AttachmentKinds.Media : AttachmentKinds.Image,
        FileKind.WordDocument or FileKind.OpenDocument or FileKind.Presentation or FileKind.Spreadsheet => AttachmentKinds.Office,
        FileKind.LatexSource => AttachmentKinds.Text,
        FileKind.Unknown when IsMedia(fileName) => AttachmentKinds.Media,
        FileKind.Unknown when HasEnding(fileName, TextEndings) => AttachmentKinds.Text,
        _ => AttachmentKinds.None,
    };

    private static readonly string[] MediaEndings = ["mp4", "m4v", "mov", "webm", "mkv", "mp3", "m4a", "wav", "ogg", "flac"];

    private static readonly string[] TextEndings =
        ["txt", "md", "csv", "tsv", "json", "jsonl", "xml", "yaml", "yml", "toml", "tex", "bib", "py", "ipynb", "r", "jl", "m", "c", "h", "cpp", "hpp", "java", "cs", "rs", "go", "hs", "ml", "lean", "v", "thy", "sh", "sql"];

    private static bool IsMedia(string fileName) => HasEnding(fileName, MediaEndings);

    private static bool HasEnding(string fileName, string[] endings) =>
        fileName.LastIndexOf('.') is >= 0 and var dot && endings.Contains(fileName[(dot + 1)..], StringComparer.OrdinalIgnoreCase);
}
