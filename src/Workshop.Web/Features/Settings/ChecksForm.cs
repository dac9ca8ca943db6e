using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Features.Settings;

/// <summary><see cref="FormatRules"/> as a form. Lengths are typed in millimetres, as on a ruler; the rules count points.</summary>
public sealed class ChecksForm
{
    private const double PointsPerMillimetre = 72 / 25.4;

    public PageCounting Counting { get; set; }

    public Paper Paper { get; set; }

    /// <summary>Points, as type is measured everywhere.</summary>
    public double? MinBodySize { get; set; }

    public double? MarginTop { get; set; }

    public double? MarginRight { get; set; }

    public double? MarginBottom { get; set; }

    public double? MarginLeft { get; set; }

    public double? TextWidth { get; set; }

    public double? TextHeight { get; set; }

    /// <summary>1 or 2; null when either will do.</summary>
    public int? Columns { get; set; }

    /// <summary>By the code of the rule. Only what can be chosen is sent.</summary>
    public IDictionary<string, RuleSetting> Severities { get; set; } = new Dictionary<string, RuleSetting>();

    public static IReadOnlyList<SelectListItem> CountingChoices { get; } =
    [
        new("Every page", nameof(PageCounting.All)),
        new("Pages up to the references; references and appendix are free", nameof(PageCounting.WithoutReferences)),
    ];

    public static IReadOnlyList<SelectListItem> PaperChoices { get; } =
        [new("Any", nameof(Paper.Any)), new("A4", nameof(Paper.A4)), new("Letter", nameof(Paper.Letter)), new("A4 or Letter", nameof(Paper.Either))];

    public static IReadOnlyList<SelectListItem> ColumnChoices { get; } = [new("One or two", ""), new("One", "1"), new("Two", "2")];

    public static string WordsOf(RuleSetting setting) => setting switch
    {
        RuleSetting.Off => "Off",
        RuleSetting.Notes => "Note",
        RuleSetting.Warns => "Warn",
        _ => "Block",
    };

    public static string WordsOf(RuleGroup group) => group switch
    {
        RuleGroup.Pages => "Pages",
        RuleGroup.Format => "Format",
        RuleGroup.Soundness => "Soundness",
        RuleGroup.Anonymity => "Anonymity",
        _ => "Hidden text",
    };

    public static ChecksForm From(FormatRules rules) => new()
    {
        Counting = rules.Counting,
        Paper = rules.Paper,
        MinBodySize = rules.MinBodySize,
        MarginTop = Millimetres(rules.MinMargins?.Top),
        MarginRight = Millimetres(rules.MinMargins?.Right),
        MarginBottom = Millimetres(rules.MinMargins?.Bottom),
        MarginLeft = Millimetres(rules.MinMargins?.Left),
        TextWidth = Millimetres(rules.MaxTextBlock?.Width),
        TextHeight = Millimetres(rules.MaxTextBlock?.Height),
        Columns = rules.Columns,
        Severities = PreflightRules.All.Where(rule => !rule.IsFixed).ToDictionary(rule => rule.Code, rule => SettingOf(rule, rules)),
    };

    /// <summary>What is chosen as the default of a rule is not written down, so that a better default of a later version reaches the event.</summary>
    public FormatRules ToRules() => new()
    {
        Counting = Counting,
        Paper = Paper,
        MinBodySize = MinBodySize,
        MinMargins = MarginTop is null && MarginRight is null && MarginBottom is null && MarginLeft is null
            ? null
            : new PageMargins(Points(MarginTop) ?? 0, Points(MarginRight) ?? 0, Points(MarginBottom) ?? 0, Points(MarginLeft) ?? 0),
        MaxTextBlock = TextWidth is null && TextHeight is null ? null : new TextBlockSize(Points(TextWidth) ?? 0, Points(TextHeight) ?? 0),
        Columns = Columns,
        Severities = Severities.Where(chosen => PreflightRules.All.FirstOrDefault(rule => rule.Code == chosen.Key)?.Default != chosen.Value).ToDictionary(),
    };

    /// <summary>What differs between two forms, by name.</summary>
    public IEnumerable<(string Name, string Mine, string Theirs)> DifferencesTo(ChecksForm other)
    {
        foreach (var property in typeof(ChecksForm).GetProperties().Where(property => property.CanWrite && property.Name != nameof(Severities)))
        {
            var (mine, theirs) = (Words(property.GetValue(this)), Words(property.GetValue(other)));
            if (mine != theirs)
            {
                yield return (property.Name, mine, theirs);
            }
        }

        foreach (var rule in PreflightRules.All.Where(rule => !rule.IsFixed))
        {
            var mine = Severities.TryGetValue(rule.Code, out var chosen) ? chosen : rule.Default;
            var theirs = other.Severities.TryGetValue(rule.Code, out var saved) ? saved : rule.Default;
            if (mine != theirs)
            {
                yield return (rule.Title, WordsOf(mine), WordsOf(theirs));
            }
        }
    }

    private static RuleSetting SettingOf(PreflightRule rule, FormatRules rules) =>
        rules.Severities.TryGetValue(rule.Code, out var chosen) && rule.Choices.Contains(chosen) ? chosen : rule.Default;

    private static string Words(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static double? Points(double? millimetres) => millimetres * PointsPerMillimetre;

    private static double? Millimetres(double? points) => points is { } known ? Math.Round(known / PointsPerMillimetre, 1) : null;
}
