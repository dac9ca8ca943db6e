using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>How many submissions each reviewer gets, in one form on the organizers' list.</summary>
public sealed class QuotaTests : IDisposable
{
    private const string Form = "form#quotas";

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task One_form_sets_the_quotas_of_all()
    {
        var (world, olga, path) = await VisitAsync();
        var page = await olga.GetDocumentAsync(path);

        using var saved = await olga.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Quotas[0].Min"] = "1", ["Quotas[0].Max"] = "2", ["Quotas[1].Senior"] = "true" }, Form);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        page = await olga.GetDocumentAsync(path);
        Assert.Contains("The quotas of 2 reviewers are saved.", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("1", "2", true), (Value(page, "Quotas[0].Min"), Value(page, "Quotas[0].Max"), ((IHtmlInputElement)page.QuerySelector("[name='Quotas[1].Senior']")!).IsChecked));
        Assert.Contains("asked for at most 2", page.DocumentElement.TextContent, StringComparison.Ordinal);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        Assert.Equal("2", Value(await anna.GetDocumentAsync($"{world.Root}/reviews/expertise"), "Input.MaxLoad"));
        Assert.Equal(1, await _app.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "reviewers.quotas-set")));
        var csv = await olga.ReadAsync($"{path}?handler=Csv");
        Assert.StartsWith("reviewer,min,max,", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains($"{ReviewingWorld.Anna},1,2,Anna Reviewer,no,", csv, StringComparison.Ordinal);
        Assert.Contains(ReviewingWorld.Ben, await olga.ReadAsync($"{path}?handler=Seniors"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "2", "larger than the largest")]
    [InlineData("some", "2", "least number from 0 to 100")]
    [InlineData("0", "101", "largest number from 0 to 100")]
    public async Task A_wrong_number_is_shown_under_its_field_and_loses_nothing(string least, string most, string sentence)
    {
        var (_, olga, path) = await VisitAsync();

        using var refused = await olga.SubmitFormAsync(path, new Dictionary<string, string?> { ["Quotas[0].Min"] = least, ["Quotas[0].Max"] = most, ["Quotas[1].Min"] = "1" }, Form);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await refused.DocumentAsync();
        Assert.Equal((least, most, "1"), (Value(page, "Quotas[0].Min"), Value(page, "Quotas[0].Max"), Value(page, "Quotas[1].Min")));
        Assert.Contains(sentence, page.QuerySelector("td.quota .field-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(page.QuerySelector(".error-summary a")!.GetAttribute("href")!));
        Assert.False(await _app.QueryAsync(db => db.Reviewers.AnyAsync(reviewer => reviewer.MinLoad > 0)));

        // Mended and sent from the refused page.
        using var mended = await olga.SubmitFormAsync(page, path, new Dictionary<string, string?> { ["Quotas[0].Min"] = "1", ["Quotas[0].Max"] = "2" }, Form);
        Assert.Equal(2, await _app.QueryAsync(db => db.Reviewers.CountAsync(reviewer => reviewer.MinLoad == 1)));
    }

    [Fact]
    public async Task An_old_page_takes_nothing_back_that_was_said_since()
    {
        var (_, olga, path) = await VisitAsync();
        var old = await olga.GetDocumentAsync(path);
        using var first = await olga.SubmitFormAsync(old, path, new Dictionary<string, string?> { ["Quotas[0].Max"] = "2" }, Form);

        using var second = await olga.SubmitFormAsync(old, path, new Dictionary<string, string?> { ["Quotas[1].Max"] = "3" }, Form);

        Assert.Equal([2, 3], await _app.QueryAsync(db => db.Reviewers.OrderBy(reviewer => reviewer.Email).Select(reviewer => reviewer.MaxLoad).ToListAsync()));
    }

    [Fact]
    public async Task An_old_page_does_not_wipe_what_the_reviewer_asked_for_in_another_field_of_the_same_row()
    {
        var (world, olga, path) = await VisitAsync();
        var old = await olga.GetDocumentAsync(path);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var expertise = $"{world.Root}/reviews/expertise";
        var annas = await anna.GetDocumentAsync(expertise);
        using var only = await anna.SubmitFormAsync(annas, expertise, new Dictionary<string, string?> { ["Input.MaxLoad"] = "2" }, "form[enctype]", "Save");

        using var senior = await olga.SubmitFormAsync(old, path, new Dictionary<string, string?> { ["Quotas[0].Senior"] = "true", ["Quotas[0].Min"] = "1" }, Form);
        Assert.Equal((1, 2, true), await QuotaAsync());

        // Nor does the reviewer's old page wipe what the organizers have set since: it says nothing about the number.
        using var more = await olga.SubmitFormAsync(path, new Dictionary<string, string?> { ["Quotas[0].Max"] = "4" }, Form);
        using var said = await anna.SubmitFormAsync(annas, expertise, new Dictionary<string, string?> { ["Input.PastPapers"] = "Something else" }, "form[enctype]", "Save");
        Assert.Equal((1, 4, true), await QuotaAsync());

        async Task<(int Least, int? Most, bool IsSenior)> QuotaAsync()
        {
            var reviewer = await _app.QueryAsync(db => db.Reviewers.AsNoTracking().SingleAsync(reviewer => reviewer.Id == world.AnnaReviews.Id));
            return (reviewer.MinLoad, reviewer.MaxLoad, reviewer.IsSenior);
        }
    }

    [Fact]
    public async Task Filters_and_sorting_stay_after_saving()
    {
        var (_, olga, path) = await VisitAsync();

        using var saved = await olga.SubmitFormAsync($"{path}?show=accepted&sort=-name", new Dictionary<string, string?> { ["Quotas[0].Max"] = "2" }, Form);

        Assert.Contains("show=accepted", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal([null, 2], await _app.QueryAsync(db => db.Reviewers.OrderBy(reviewer => reviewer.Email).Select(reviewer => reviewer.MaxLoad).ToListAsync()));
    }

    private static string Value(IHtmlDocument page, string field) => page.QuerySelector($"[name='{field}']")?.GetAttribute("value") ?? "";

    private async Task<(ReviewingWorld World, HttpClient Olga, string Path)> VisitAsync()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        return (world, await _app.SignedInAsync(ReviewingWorld.Olga), $"{world.Root}/organize/reviewers");
    }
}
