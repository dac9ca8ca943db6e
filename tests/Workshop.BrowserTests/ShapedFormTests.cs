using Microsoft.Playwright;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.BrowserTests;

/// <summary>The form that organizers shaped: types, questions that come and go, counters; and the pages on which they shape it.</summary>
public sealed class ShapedFormTests(ChromiumFixture chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Questions_that_do_not_apply_hide_and_keep_what_was_typed(int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event(Given.Settings() with { Topics = ["Theory:", "Proofs", "Bounds", "Practice:", "Tools"] });
        var form = CallForm.Untouched(e.Id);
        var paper = form.AddType(e, new SubmissionTypeSettings("Paper", "New work.", null, null, new TextLimit(TextUnit.Words, null, 3), true, null, null, false)).Value!;
        _ = form.AddType(e, new SubmissionTypeSettings("Demo", "Something that runs.", 1, null, null, false, null, null, false));
        var code = form.AddQuestion(QuestionSettings.Of(QuestionKind.SingleChoice, "Is there code?") with { OnlyForTypes = [paper.Id], Options = [new("y", "Yes"), new("n", "No")] }).Value!;
        _ = form.AddQuestion(QuestionSettings.Of(QuestionKind.Link, "Where is it?") with { DependsOn = code.Id, TestValue = "y" });
        _ = form.AddQuestion(QuestionSettings.Of(QuestionKind.Checkbox, "The abstract may be printed"));
        _ = form.ChangeSupplement(new SupplementRules(2, 5, AttachmentKinds.Archive | AttachmentKinds.Pdf, true, "Proofs and code."));
        await app.SeedAsync(e, form, Given.Organizer(e, "chair@theory.example"));
        await app.PersonAsync("The Chair", "chair@theory.example");
        await using var visit = await Visit.StartAsync(chromium, app, withScript: true, width, scheme);
        await visit.SignInAsync("chair@theory.example");
        foreach (var page in (string[])["form", "form/type", "form/question", $"form/question?id={code.Id}", "form/preview"])
        {
            await visit.GoAsync($"/e/{e.Slug}/organize/settings/{page}");
        }

        await visit.GoAsync($"/e/{e.Slug}/submissions/new");
        var where = visit.Page.GetByLabel("Where is it? optional", new() { Exact = true });
        Assert.False(await where.IsVisibleAsync());
        await visit.Page.GetByLabel("Paper", new() { Exact = true }).CheckAsync();
        await visit.Page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await where.FillAsync("https://code.example");
        await visit.Page.GetByLabel("Abstract", new() { Exact = true }).FillAsync("We prove $a < b$ for all.");
        Assert.Equal("5 of 3 words: 2 too many", await visit.Page.Locator("#Input_Abstract-count").InnerTextAsync());
        await visit.Page.GetByLabel("Demo", new() { Exact = true }).CheckAsync();
        Assert.False(await where.IsVisibleAsync());
        Assert.Equal("https://code.example", await where.InputValueAsync());
        Assert.EndsWith("of 10000 characters", await visit.Page.Locator("#Input_Abstract-count").InnerTextAsync(), StringComparison.Ordinal);
        await visit.CheckAsync();
    }

    [Fact]
    public async Task A_question_with_an_error_is_never_hidden_and_the_pdf_says_what_the_chosen_type_asks()
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event();
        var form = CallForm.Untouched(e.Id);
        _ = form.AddType(e, new SubmissionTypeSettings("Paper", "", null, null, null, true, null, null, false));
        _ = form.AddType(e, new SubmissionTypeSettings("Demo", "", 1, null, null, false, null, null, false));
        var code = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Which language?")).Value!;
        _ = form.AddQuestion(QuestionSettings.Of(QuestionKind.Number, "How many lines?") with { DependsOn = code.Id, Test = ConditionTest.Equals, TestValue = "Visual Basic" });
        await app.SeedAsync(e, form);
        await app.PersonAsync("Ada", "ada@uni.example");
        await using var visit = await Visit.StartAsync(chromium, app);
        await visit.SignInAsync("ada@uni.example");
        await visit.GoAsync($"/e/{e.Slug}/submissions/new");

        var language = visit.Page.GetByLabel("Which language? optional", new() { Exact = true });
        var lines = visit.Page.Locator("#Input_Answers_1__Values");
        Assert.False(await lines.IsVisibleAsync());
        await language.FillAsync("  visual   BASIC ");
        await lines.FillAsync("many");
        await visit.Page.GetByLabel("Demo", new() { Exact = true }).CheckAsync();
        Assert.Equal("Not needed for “Demo”. At most 1 page and 10 MB.", await visit.Page.Locator("#pdf-limits").InnerTextAsync());
        Assert.Equal("PDF of your extended abstract optional", await visit.Page.Locator("label[for=Input_File]").InnerTextAsync());
        await visit.Page.GetByLabel("Paper", new() { Exact = true }).CheckAsync();
        Assert.Equal("PDF of your extended abstract", (await visit.Page.Locator("label[for=Input_File]").InnerTextAsync()).Trim());

        await visit.PressAsync("Submit");
        Assert.Equal("Error: Give a number for “How many lines?”, such as 12 or 0.5.", await visit.Page.Locator("#Input_Answers_1__Values-error").TextContentAsync());
        await language.FillAsync("Lean");
        Assert.True(await lines.IsVisibleAsync());
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Types_that_close_at_different_times_are_told_in_one_column_under_their_heading(int width, ColorScheme scheme)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = Given.Event();
        var form = CallForm.Untouched(e.Id);
        _ = form.AddType(e, new SubmissionTypeSettings("Paper", "New work.", null, null, null, true, null, e.SubmissionsClose.AddDays(-7), false));
        _ = form.AddType(e, new SubmissionTypeSettings("Demo", "Something that runs.", 1, null, null, false, e.SubmissionsClose.AddDays(14), null, false));
        await app.SeedAsync(e, form);
        await app.PersonAsync("Ada", "ada@uni.example");
        await using var visit = await Visit.StartAsync(chromium, app, withScript: true, width, scheme);
        await visit.SignInAsync("ada@uni.example");

        foreach (var page in (string[])["", "/submissions", "/submissions/new"])
        {
            await visit.GoAsync($"/e/{e.Slug}{page}");
        }

        await visit.GoAsync($"/e/{e.Slug}");
        var rows = visit.Page.Locator("dt:has-text('Deadlines') + dd > div");
        var (paper, demo) = ((await rows.Nth(0).BoundingBoxAsync())!, (await rows.Nth(1).BoundingBoxAsync())!);
        Assert.Equal((paper.X, 2), (demo.X, await rows.CountAsync()));
    }

    [Fact]
    public async Task The_browser_compares_answers_as_the_server_does()
    {
        await using var app = WorkshopApp.OnSocket();
        await using var visit = await Visit.StartAsync(chromium, app);
        await visit.GoAsync("/account/sign-in");
        foreach (var text in (string[])["Lean 4", "  lean\t 4 ", "LEAN\u00a04", "lean\u20284", "Stra\u00dfe", "STRASSE", "\u0131", "I", "\u017f", "S", "e\u0301te\u0301", "\u00c9T\u00c9", "\ud801\udc28", "\u212a", "k", "\u0130", "a\u0000b", "a\nb"])
        {
            Assert.Equal(Person.Clean(text), await visit.Page.EvaluateAsync<string>("text => cleanLine(text)", text));
            Assert.Equal(TextLength.Clean(text), await visit.Page.EvaluateAsync<string>("text => cleanText(text)", text));
            foreach (var value in (string[])["Lean 4", "stra\u00dfe", "i", "s", "\u00e9t\u00e9", "\ud801\udc00", "K", "i\u0307", "A B"])
            {
                var same = await visit.Page.EvaluateAsync<bool>("([text, value]) => folded(cleanLine(text)) === folded(value)", new[] { text, value });
                Assert.True(string.Equals(Person.Clean(text), value, StringComparison.OrdinalIgnoreCase) == same, $"“{text}” and “{value}” are {(same ? "the same" : "different")} in the browser only.");
            }
        }
    }

    [Fact]
    public async Task The_browser_counts_as_the_server_does()
    {
        await using var app = WorkshopApp.OnSocket();
        await using var visit = await Visit.StartAsync(chromium, app);
        await visit.GoAsync("/account/sign-in");
        foreach (var text in (string[])
            [
                "", "  \r\n ", "One two  three\r\nfour", "state-of-the-art", "a – b", "the bound $O(n \\log n)$ holds", "$k$-means", "$a < b$.", "$$\\sum_i x_i$$ \\[ y = x \\]",
                "$5 and $7", "costs \\$5 and \\$7", "85\\% of $x$", "an open $ dollar", "e\u0301te\u0301", "𝒳 is a set", "a\u00a0b\u2003c", "Fr\\'echet $\\{x\\}$ \\\\$y$", "$ x $ and $ 7 or $ 8",
            ])
        {
            foreach (var unit in Enum.GetValues<TextUnit>())
            {
                var counted = await visit.Page.EvaluateAsync<int>("([text, unit]) => lengthOf(text, unit)", new[] { text, unit.ToString().ToLowerInvariant() });
                Assert.True(TextLength.Of(text, unit) == counted, $"“{text}” has {counted} {unit} in the browser and {TextLength.Of(text, unit)} on the server.");
            }
        }
    }
}
