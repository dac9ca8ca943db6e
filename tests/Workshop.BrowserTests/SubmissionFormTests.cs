using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.BrowserTests;

/// <summary>The form while somebody types: nothing is lost, whatever happens to page, connection or session.</summary>
public sealed class SubmissionFormTests(ChromiumFixture chromium) : IAsyncLifetime
{
    private const string Ada = "ada@uni.example";

    private readonly WorkshopApp _app = WorkshopApp.OnSocket();
    private readonly WorkshopEvent _event = Given.Event();

    private string New => $"/e/{_event.Slug}/submissions/new";

    public async ValueTask InitializeAsync()
    {
        await _app.SeedAsync(_event);
        await _app.PersonAsync("Ada Ångström", Ada);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_draft_saves_itself_and_is_there_when_the_page_was_killed()
    {
        await using var visit = await StartAsync(width: 360, scheme: ColorScheme.Dark);
        var page = visit.Page;

        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Typed on a phone");
        await page.Keyboard.PressAsync("Tab");
        await SaysAsync(page, "Saved 18:00");
        Assert.EndsWith("/edit", page.Url, StringComparison.Ordinal);
        Assert.Equal("Typed on a phone", (await DraftAsync()).Title);
        Assert.Null(await page.Locator("form[data-autosave]").GetAttributeAsync("data-dirty"));
        await visit.CheckAsync();

        // Killed before the next save has got through: the device has it.
        await page.EvaluateAsync("() => { window.fetch = () => Promise.reject(new TypeError('killed')); }");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Abstract", Exact = true }).FillAsync("Not sent yet.");
        await KeepsOnDeviceAsync(page, "Not sent yet.");
        var address = page.Url;
        await page.CloseAsync();

        var after = await visit.OpenAsync(address);
        await after.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();
        Assert.Equal("Not sent yet.", await after.GetByRole(AriaRole.Textbox, new() { Name = "Abstract", Exact = true }).InputValueAsync());
        await SaysAsync(after, "Saved 18:00");
        Assert.Equal("Not sent yet.", (await DraftAsync()).Abstract);
        Assert.Equal(0, await after.EvaluateAsync<int>("Object.keys(localStorage).filter(key => key.startsWith('workshop.form:')).length"));
    }

    [Fact]
    public async Task Answers_that_were_kept_on_the_device_go_back_to_their_questions_and_not_to_their_places()
    {
        var form = CallForm.Untouched(_event.Id);
        var (why, where) = (form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Why?")).Value!, form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Where?")).Value!);
        await _app.SeedAsync(form);
        await using var visit = await StartAsync();
        var page = visit.Page;
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("A paper");
        await page.Keyboard.PressAsync("Tab");
        await SaysAsync(page, "Saved 18:00");
        await page.EvaluateAsync("() => { window.fetch = () => Promise.reject(new TypeError('killed')); }");
        await page.GetByLabel("Why? optional", new() { Exact = true }).FillAsync("Because");
        await page.GetByLabel("Where? optional", new() { Exact = true }).FillAsync("Here");
        await KeepsOnDeviceAsync(page, "Here");
        var address = page.Url;
        await page.CloseAsync();

        await _app.QueryAsync(db => db.Questions.Where(q => q.Id == why.Id).ExecuteUpdateAsync(set => set.SetProperty(q => q.Position, 5)));
        var after = await visit.OpenAsync(address);
        await after.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();

        Assert.Equal(("Here", "Because"), (await after.Locator("#Input_Answers_0__Values").InputValueAsync(), await after.Locator("#Input_Answers_1__Values").InputValueAsync()));
        await SaysAsync(after, "Saved 18:00");
        Assert.Equal("Here", await _app.QueryAsync(db => db.Answers.Where(answer => answer.QuestionId == where.Id).Select(answer => answer.Value).SingleAsync()));
    }

    [Fact]
    public async Task Offline_the_text_stays_on_the_device_and_is_saved_when_the_connection_is_back()
    {
        await using var visit = await StartAsync();
        var page = visit.Page;
        await page.Context.SetOfflineAsync(true);

        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Typed in a tunnel");
        await page.Keyboard.PressAsync("Tab");
        await SaysAsync(page, "Not saved: no connection. Your text is kept on this device.");
        Assert.Equal("true", await page.Locator("form[data-autosave]").GetAttributeAsync("data-dirty"));

        await page.Context.SetOfflineAsync(false);
        await SaysAsync(page, "Saved 18:00");
        Assert.Equal("Typed in a tunnel", (await DraftAsync()).Title);
    }

    [Fact]
    public async Task Two_tabs_find_out_at_once_and_show_both_texts()
    {
        await using var visit = await StartAsync();
        var first = visit.Page;
        await first.GetByLabel("Title", new() { Exact = true }).FillAsync("Common title");
        await first.Keyboard.PressAsync("Tab");
        await SaysAsync(first, "Saved 18:00");
        var second = await visit.OpenAsync(first.Url);
        await first.GetByRole(AriaRole.Textbox, new() { Name = "Abstract", Exact = true }).FillAsync("Written in the first tab.");
        await first.RunAndWaitForResponseAsync(() => first.Keyboard.PressAsync("Tab"), response => response.Url.EndsWith("/autosave", StringComparison.Ordinal));

        await second.GetByRole(AriaRole.Textbox, new() { Name = "Abstract", Exact = true }).FillAsync("Written in the second tab.");
        await second.Keyboard.PressAsync("Tab");
        await SaysAsync(second, "This was changed in another window. Nothing is overwritten; what you type here is kept apart.");
        Assert.Equal("Written in the first tab.", (await DraftAsync()).Abstract);

        await second.GetByRole(AriaRole.Button, new() { Name = "Compare the two" }).ClickAsync();
        await second.Locator(".saved-text").WaitForAsync();
        Assert.Equal(("first", "second"), ((await second.Locator(".saved-text del").InnerTextAsync()).Trim(), (await second.Locator(".saved-text ins").InnerTextAsync()).Trim()));
        Assert.Equal("Written in the second tab.", await second.GetByRole(AriaRole.Textbox, new() { Name = "Abstract", Exact = true }).InputValueAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_expired_session_keeps_the_text(bool withScript)
    {
        await using var visit = await StartAsync(withScript);
        var page = visit.Page;
        await page.Context.ClearCookiesAsync(new() { Name = "workshop.session" });

        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Typed for an hour");
        if (withScript)
        {
            await page.Keyboard.PressAsync("Tab");
            await SaysAsync(page, "You are signed out. Your text is kept on this device. Sign in in a new tab");
        }

        await visit.PressAsync("Save draft");
        Assert.Contains("what you typed is kept", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByLabel("E-mail address").FillAsync(Ada);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await visit.PressAsync("Sign in");

        Assert.Contains("You were signed out. What you typed is below; it is not saved yet.", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Typed for an hour", await page.GetByLabel("Title", new() { Exact = true }).InputValueAsync());
        await visit.PressAsync("Save draft");
        Assert.Equal("Typed for an hour", (await DraftAsync()).Title);
    }

    [Fact]
    public async Task Author_rows_move_by_keyboard_and_take_a_pasted_list()
    {
        await using var visit = await StartAsync(width: 360);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an author" }).ClickAsync();
        await page.Keyboard.TypeAsync("Bo");
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        Assert.Equal(["Bo", "Ada Ångström"], await NamesAsync(page));
        Assert.Equal("Input.Authors.Rows[0].Name", await page.EvaluateAsync<string>("document.activeElement.name"));
        Assert.Equal("Bo is now author 1 of 2.", await page.Locator("#announcer").InnerTextAsync());
        Assert.Equal("1", await page.Locator("input[name='Input.Authors.Presenter']:checked").InputValueAsync());
        Assert.True(await page.Locator("button[value='up 0']").IsDisabledAsync());
        Assert.True(await page.Locator("button[value='down 1']").IsDisabledAsync());

        await page.Locator("button[value='down 0']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(["Ada Ångström", "Bo"], await NamesAsync(page));
        Assert.Equal("up 1", await page.EvaluateAsync<string>("document.activeElement.value"));

        await page.Locator("button[value='remove 1']").ClickAsync();
        Assert.Equal(["Ada Ångström"], await NamesAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Put back" }).ClickAsync();
        Assert.Equal(["Ada Ångström", "Bo"], await NamesAsync(page));

        await page.GetByText("Paste a list of authors").ClickAsync();
        await page.GetByLabel("Authors", new() { Exact = true }).FillAsync("Cy <cy@uni.example>, Uni C; Di, Uni D");
        await page.GetByRole(AriaRole.Button, new() { Name = "Fill in the rows" }).ClickAsync();
        await page.Locator("input[name='Input.Authors.Rows[3].Name']").WaitForAsync();
        Assert.Equal(["Ada Ångström", "Bo", "Cy", "Di"], await NamesAsync(page));
        await visit.CheckAsync();

        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Ordered");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("form[data-autosave]:not([data-dirty])").WaitForAsync();
        Assert.Equal(["Ada Ångström", "Bo", "Cy", "Di"], (await DraftAsync()).Authors.OrderBy(author => author.Position).Select(author => author.Name));
    }

    [Fact]
    public async Task Maths_is_set_while_one_types_and_read_as_the_server_reads_it()
    {
        await using var visit = await StartAsync();
        var page = visit.Page;
        var title = page.GetByLabel("Title", new() { Exact = true });

        await title.FillAsync("Costs of $5 and $7 for $\\ell_1$");
        await page.Locator("[data-preview-of=Input_Title] .katex").WaitForAsync();
        Assert.Equal(1, await page.Locator("[data-preview-of=Input_Title] .formula").CountAsync());
        await title.FillAsync("A wrong formula $\\frac{1$ and \\'etale");
        await page.GetByText("and étale").WaitForAsync();
        Assert.Equal(0, await page.Locator("[data-preview-of=Input_Title] .katex").CountAsync());
        await title.FillAsync("Plain");
        await page.Locator("[data-preview-of=Input_Title]").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await visit.CheckAsync();

        string[] cases =
        [
            "", "plain", "$x$", "$$x$$ and \\(y\\) and \\[z\\]", "$5 and $7", "$ x $", "$ 7 or $ 8", "85\\% of \\$5", "Fr\\'echet, Poincar\\'{e}, na\\\"{\\i}ve, Erd\\H{o}s, \\c c", "\\emph{stays}",
            "$a_{$b$}$", "open $x and {", "\\", "\\'", "$\\{x\\}$ tail", "$x$7", "$$", "$ $", "a\\_b^c", "\\v{s} \\v s \\k{a}", "\\constructor{a} \\toString",
        ];
        var byScript = await page.EvaluateAsync<string[]>("cases => cases.map(text => typedText.read(text).map(([piece, isFormula]) => `${isFormula ? 'F' : 'T'}:${piece}`).join('|'))", cases);
        Assert.Equal(cases.Select(text => string.Join('|', TypedText.Read(text).Select(run => $"{(run.IsFormula ? 'F' : 'T')}:{run.Text}"))), byScript);
    }

    [Fact]
    public async Task Leaving_asks_only_when_something_would_be_lost()
    {
        await using var visit = await StartAsync();
        var page = visit.Page;
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Saved");
        await page.Keyboard.PressAsync("Tab");
        await SaysAsync(page, "Saved 18:00");
        Assert.False(await WouldAskAsync(page));

        await page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "paper.pdf", MimeType = "application/pdf", Buffer = SimplePdf.Write(new SimplePdfText("A", "", ["Text."])) });
        Assert.True(await WouldAskAsync(page));
    }

    private static Task<bool> WouldAskAsync(IPage page) =>
        page.EvaluateAsync<bool>("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))");

    /// <summary>Asked again and again from outside: what waits inside the page needs eval, which the page's policy refuses.</summary>
    private static async Task KeepsOnDeviceAsync(IPage page, string words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await page.EvaluateAsync<bool>("words => Object.values(localStorage).some(kept => kept.includes(words))", words))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task SaysAsync(IPage page, string words) =>
        await page.Locator("[data-save-state] [role=status]").Filter(new() { HasTextString = words }).WaitForAsync();

    private static async Task<IEnumerable<string>> NamesAsync(IPage page) => await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[name^=\"Input.Authors.Rows\"][name$=\".Name\"]')].map(field => field.value)");

    private async Task<Visit> StartAsync(bool withScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var visit = await Visit.StartAsync(chromium, _app, withScript, width, scheme);
        await visit.SignInAsync(Ada);
        await visit.GoAsync(New);
        return visit;
    }

    private Task<Submission> DraftAsync() => _app.QueryAsync(db => db.Submissions.AsNoTracking().Include(s => s.Authors).SingleAsync());
}
