using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workshop.Domain.Pdf;

/// <summary>Which pages count towards the limit.</summary>
public enum PageCounting
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those up to the heading of the references; references and what follows them (an appendix) are free.</summary>
    WithoutReferences,
}

/// <summary>Which paper a file may be made for.</summary>
public enum Paper
{
    Any,
    A4,
    Letter,

    /// <summary>A4 or Letter.</summary>
    Either,
}

/// <summary>What organizers make of one rule: <see cref="Severity"/>, or that it is not to be mentioned at all.</summary>
public enum RuleSetting
{
    Off,
    Notes,
    Warns,
    Blocks,
}

/// <summary>Distances in points (1/72 inch) from the edges of the page as a reader sees it; 0 asks for nothing on that side.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PageMargins(double Top = 0, double Right = 0, double Bottom = 0, double Left = 0);

/// <summary>The largest area that text may cover, in points.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TextBlockSize(double Width, double Height);

/// <summary>
/// What an event asks of a PDF. As JSON it is one column of the event and the file of <c>check-pdf --rules</c>: members that are missing have their
/// defaults, members that are not known are refused. Compare two of them as JSON: <see cref="Severities"/> is compared by reference.
/// </summary>
/// <param name="PageLimit">The most pages a file may have, itself allowed; null when there is no limit. At least 1.</param>
/// <param name="MaxBytes">The largest file in bytes, itself allowed. At least 1.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FormatRules(int? PageLimit = null, long MaxBytes = FormatRules.DefaultMaxBytes)
{
    /// <summary>10 MB, where 1 MB is 1024 · 1024 bytes, as file managers count.</summary>
    public const long DefaultMaxBytes = 10L * 1024 * 1024;

    public PageCounting Counting { get; init; }

    public Paper Paper { get; init; }

    /// <summary>The smallest size of the body type in points, itself allowed; null asks for nothing.</summary>
    public double? MinBodySize { get; init; }

    /// <summary>Null asks for nothing.</summary>
    public PageMargins? MinMargins { get; init; }

    /// <summary>Null asks for nothing.</summary>
    public TextBlockSize? MaxTextBlock { get; init; }

    /// <summary>1 or 2; null when either will do.</summary>
    public int? Columns { get; init; }

    /// <summary>Reviewers must not learn who wrote it: the rules of anonymity apply.</summary>
    public bool Blind { get; init; }

    /// <summary>By code of <see cref="PreflightRules.All"/>: what the event makes of a rule. What is not named keeps its default.</summary>
    public IReadOnlyDictionary<string, RuleSetting> Severities { get; init; } = new Dictionary<string, RuleSetting>();

    /// <summary>What the event makes of the rule, null when it does not want to hear of it.</summary>
    public Severity? SeverityOf(string code) => PreflightRules.Find(code).Under(Severities);

    /// <summary>Why these rules make no sense; empty when they do.</summary>
    public IReadOnlyList<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        Require(PageLimit is null or >= 1, "page-limit", "The page limit counts from 1 (pageLimit).", nameof(PageLimit));
        Require(MaxBytes >= 1, "max-bytes", "The largest file counts from 1 byte (maxBytes).", nameof(MaxBytes));
        Require(Enum.IsDefined(Counting), "counting", "Pages are counted in full or without references (counting).", nameof(Counting));
        Require(Enum.IsDefined(Paper), "paper", "Paper is any, A4, Letter or either (paper).", nameof(Paper));
        Require(MinBodySize is null or (>= 4 and <= 72), "body-size", "Choose a body size between 4 and 72 points (minBodySize).", nameof(MinBodySize));
        Require(
            MinMargins is null or { Top: >= 0 and <= 360, Right: >= 0 and <= 360, Bottom: >= 0 and <= 360, Left: >= 0 and <= 360 },
            "margins", "Choose margins between 0 and 360 points (minMargins).", nameof(MinMargins));
        Require(
            MaxTextBlock is null or { Width: >= 72 and <= 14400, Height: >= 72 and <= 14400 },
            "text-block", "Choose a text block of at least 72 points each way (maxTextBlock).", nameof(MaxTextBlock));
        Require(Columns is null or 1 or 2, "columns", "Columns are 1 or 2 (columns).", nameof(Columns));
        foreach (var (code, setting) in Severities)
        {
            var rule = PreflightRules.All.FirstOrDefault(r => r.Code == code);
            Require(rule is not null, "unknown-rule", $"There is no rule \"{code}\" (severities).", nameof(Severities));
            Require(
                rule?.Choices.Contains(setting) != false,
                "severity", $"The rule \"{code}\" cannot be set to {setting.ToString().ToLowerInvariant()} (severities).", nameof(Severities));
        }

        return refusals;

        void Require(bool fine, string code, string message, string field)
        {
            if (!fine)
            {
                refusals.Add(new Refusal($"format-rules.{code}", message, field));
            }
        }
    }
}

/// <summary>How rules, facts and findings are written as JSON: camel case, words for enums.</summary>
public static class PreflightJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
