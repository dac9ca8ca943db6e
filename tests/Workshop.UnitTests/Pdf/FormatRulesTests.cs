using System.Text.Json;
using Workshop.Domain.Pdf;

namespace Workshop.UnitTests.Pdf;

public sealed class FormatRulesTests
{
    [Fact]
    public void Rules_come_back_from_json_as_they_were()
    {
        var rules = new FormatRules(2, 1 << 20)
        {
            Counting = PageCounting.WithoutReferences,
            Paper = Paper.Either,
            MinBodySize = 9.5,
            MinMargins = new PageMargins(72, 54, 72, 54),
            MaxTextBlock = new TextBlockSize(504, 702),
            Columns = 2,
            Blind = true,
            Severities = new Dictionary<string, RuleSetting> { ["pdf.margins"] = RuleSetting.Blocks, ["pdf.landscape"] = RuleSetting.Off },
        };

        var json = JsonSerializer.Serialize(rules, PreflightJson.Options);
        var back = JsonSerializer.Deserialize<FormatRules>(json, PreflightJson.Options)!;

        Assert.Equal(json, JsonSerializer.Serialize(back, PreflightJson.Options));
        Assert.Equal(rules with { Severities = back.Severities }, back);
        Assert.Equal(rules.Severities, back.Severities);
    }

    [Fact]
    public void Missing_members_have_their_defaults()
    {
        var rules = JsonSerializer.Deserialize<FormatRules>("""{"pageLimit": 2}""", PreflightJson.Options)!;

        Assert.Equal(new FormatRules(2) with { Severities = rules.Severities }, rules);
        Assert.Empty(rules.Severities);
    }

    [Theory]
    [InlineData("""{"pages": 2}""")]
    [InlineData("""{"minMargins": {"inner": 72}}""")]
    [InlineData("""{"paper": "a5"}""")]
    [InlineData("""{"counting": 1}""")]
    [InlineData("""{"severities": null}""")]
    [InlineData("""{"severities": {"pdf.margins": "fatal"}}""")]
    public void What_is_not_known_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FormatRules>(json, PreflightJson.Options));

    [Theory]
    [InlineData("""{"pageLimit": 0}""", "format-rules.page-limit")]
    [InlineData("""{"maxBytes": 0}""", "format-rules.max-bytes")]
    [InlineData("""{"minBodySize": 3.9}""", "format-rules.body-size")]
    [InlineData("""{"minMargins": {"left": -1}}""", "format-rules.margins")]
    [InlineData("""{"maxTextBlock": {"width": 71, "height": 700}}""", "format-rules.text-block")]
    [InlineData("""{"columns": 3}""", "format-rules.columns")]
    [InlineData("""{"severities": {"pdf.no-such-rule": "off"}}""", "format-rules.unknown-rule")]
    [InlineData("""{"severities": {"pdf.damaged": "off"}}""", "format-rules.severity")]
    [InlineData("""{"pageLimit": 1, "maxBytes": 1, "minBodySize": 4, "minMargins": {}, "columns": 2}""", null)]
    public void Rules_that_make_no_sense_say_why(string json, string? code) =>
        Assert.Equal(code, JsonSerializer.Deserialize<FormatRules>(json, PreflightJson.Options)!.Check().SingleOrDefault()?.Code);

    [Fact]
    public void Every_rule_has_its_own_code_and_offers_its_default()
    {
        Assert.Equal(PreflightRules.All.Count, PreflightRules.All.Select(rule => rule.Code).Distinct().Count());
        Assert.All(PreflightRules.All, rule => Assert.Contains(rule.Default, rule.Choices));
        Assert.All(PreflightRules.All, rule => Assert.Equal(rule.Choices.Order(), rule.Choices));
        Assert.Equal(PreflightRules.All.OrderBy(rule => rule.Group), PreflightRules.All);
    }

    [Fact]
    public void A_choice_that_a_rule_does_not_offer_is_not_heeded()
    {
        var rules = new FormatRules { Severities = new Dictionary<string, RuleSetting> { ["pdf.damaged"] = RuleSetting.Off, ["pdf.margins"] = RuleSetting.Off } };

        Assert.Equal(Severity.Blocks, rules.SeverityOf("pdf.damaged"));
        Assert.Null(rules.SeverityOf("pdf.margins"));
        Assert.Equal(Severity.Warns, rules.SeverityOf("pdf.columns"));
    }

    [Fact]
    public void A_finding_comes_back_from_json_as_it_was()
    {
        var finding = new Finding("pdf.margins", Severity.Warns, "The text comes too near the edge.", 2, new PageBox(1.5, 2, 3, 4));

        var json = JsonSerializer.Serialize(finding, PreflightJson.Options);

        Assert.Equal(
            """{"code":"pdf.margins","severity":"warns","message":"The text comes too near the edge.","page":2,"box":{"left":1.5,"top":2,"width":3,"height":4}}""", json);
        Assert.Equal(finding, JsonSerializer.Deserialize<Finding>(json, PreflightJson.Options));
    }

    [Fact]
    public void An_event_may_make_more_or_less_of_a_finding()
    {
        var tooLong = new PdfFacts(1, FileKind.Pdf, PdfOpening.Opened, Pages: 3, Encrypted: true);
        var rules = new FormatRules(2)
        {
            Severities = new Dictionary<string, RuleSetting> { ["pdf.too-many-pages"] = RuleSetting.Warns, ["pdf.restricted"] = RuleSetting.Off },
        };

        var verdict = PdfVerdict.Judge(tooLong, rules);

        Assert.True(verdict.Acceptable);
        Assert.Equal(("pdf.too-many-pages", Severity.Warns), (Assert.Single(verdict.Findings).Code, verdict.Findings[0].Severity));
    }
}
