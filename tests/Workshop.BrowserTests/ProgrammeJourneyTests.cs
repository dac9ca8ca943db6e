using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Workshop.Domain.Decisions;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.BrowserTests;

/// <summary>The programme of one day: by the keyboard alone from nothing to everything and back to nothing; and by the mouse alone.</summary>
public sealed class ProgrammeJourneyTests(ChromiumFixture chromium)
{
    private const string Olga = "olga@chairs.example";

    /// <summary>#1 to #6 are talks, #7 to #10 posters; #8 and #10 have one presenter.</summary>
    private static readonly string[] Authors = ["Ann", "Bea", "Cem", "Dan", "Eva", "Fay", "Gus", "Pia", "Hal", "Pia"];

    [Theory]
    [InlineData(true, 1280)]
    [InlineData(true, 360)]
    [InlineData(false, 1280)]
    public async Task A_day_is_built_by_keyboard_alone_and_undone_until_nothing_is_left(bool withScript, int width)
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await SeedAsync(app);
        await using var olga = await Visit.StartAsync(chromium, app, withScript, width);
        var keys = new Keyboard(olga.Page);
        var build = $"/e/{e.Slug}/organize/programme";
        await olga.GoAsync("/account/sign-in");
        await keys.TypeAsync(olga.Page.GetByLabel("E-mail address"), Olga);
        await keys.TypeAsync(olga.Page.GetByLabel("Password", new() { Exact = true }), Given.Password);
        await keys.LeaveAsync("Enter");

        await olga.GoAsync(build);
        await keys.FollowAsync(olga.Page.Locator(".build-bar a", new() { HasText = "Lay out a usual day" }));
        await olga.CheckAsync();
        await keys.TypeAsync(olga.Page.GetByLabel("Room"), "Hall");
        await keys.TypeAsync(olga.Page.GetByLabel("Blocks of talks"), "2");
        await keys.LeaveAsync("Enter");
        await olga.CheckAsync();
        Assert.Equal(7, await olga.Page.Locator("section.session-edit").CountAsync());

        ILocator Session(string title) => olga.Page.Locator("section.session-edit", new() { Has = olga.Page.Locator("h3", new() { HasTextRegex = new($"^{title}$") }) });
        await keys.FollowAsync(Session("Keynote").Locator(".slot-add a"));
        await olga.CheckAsync();
        await keys.TypeAsync(olga.Page.GetByLabel("Speakers"), "Ada Lovelace");
        await keys.TypeAsync(olga.Page.Locator("#Input_Minutes"), "60");
        await keys.LeaveAsync("Enter");
        await olga.CheckAsync();
        await keys.FollowAsync(Session("Talks I").Locator("header a"));
        await olga.CheckAsync();
        await keys.TypeAsync(olga.Page.GetByLabel("Chair"), "Carla Chair");
        await keys.LeaveAsync("Enter");

        await keys.PressAsync(Session("Talks I").Locator("button[value=fill-talks]"));
        await olga.CheckAsync();
        Assert.Equal(5, await Session("Talks I").Locator("[data-item]").CountAsync());
        await keys.TypeAsync(Session("Talks II").Locator("[name='Input.Numbers']"), "#6");
        await keys.ChangeAsync("Enter");
        await keys.PressAsync(Session("Posters").Locator("button[value=fill-posters]"));
        await olga.CheckAsync();
        Assert.Equal(0, await olga.Page.Locator(".waiting-list > li").CountAsync());

        // The last talk of the first block goes to the second and changes places with what stands there.
        var moved = await Session("Talks I").Locator("[data-item]").Last.GetAttributeAsync("data-item");
        var item = olga.Page.Locator($"[data-item='{moved}']");
        if (withScript)
        {
            await keys.ReachAsync(item.Locator(".item-link"));
            await keys.ChangeAsync("Alt+Shift+ArrowDown");
            Assert.True(await item.Locator(".item-link").EvaluateAsync<bool>("link => link === document.activeElement"));

            // The session after the talks is lunch, then the posters: a talk passes what holds no items.
            if (await Session("Posters").Locator($"[data-item='{moved}']").CountAsync() == 1)
            {
                await keys.ChangeAsync("Alt+Shift+ArrowDown");
            }

            if (await item.EvaluateAsync<bool>("item => item === item.parentElement.firstElementChild"))
            {
                await keys.ChangeAsync("Alt+ArrowDown");
            }

            await keys.ChangeAsync("Alt+ArrowUp");
            await keys.LeaveDialogAsync();
        }
        else
        {
            await keys.FollowAsync(item.Locator(".item-link"));
            await keys.ReachAsync(olga.Page.Locator("#to-session"));
            await olga.Page.Keyboard.TypeAsync("to the end of Talks II");
            await olga.Page.Keyboard.PressAsync("Tab");
            await keys.LeaveAsync("Enter");
            await keys.PressAsync(item.Locator("button[value^='up:']"));
        }

        await olga.CheckAsync();
        Assert.Equal(2, await Session("Talks II").Locator("[data-item]").CountAsync());
        Assert.Equal(moved, await Session("Talks II").Locator("[data-item]").First.GetAttributeAsync("data-item"));

        var follower = Session("Talks II").Locator("[data-item]").Last;
        await keys.PressAsync(follower.Locator("button[value^='share:']"));
        Assert.Equal(1, await Session("Talks II").Locator("li.shares").CountAsync());

        // Removed by mistake, and undone at once.
        var before = await PlanAsync(app);
        await keys.ReachAsync(Session("Talks I").Locator(".item-link").First);
        if (withScript)
        {
            await keys.ChangeAsync("Delete");
            await keys.ChangeAsync("Control+z");
        }
        else
        {
            await keys.PressAsync(Session("Talks I").Locator("button[value^='remove:']").First);
            await keys.PressAsync(olga.Page.Locator("[data-step=undo]"));
        }

        Assert.Equal(before, await PlanAsync(app));

        await keys.FollowAsync(olga.Page.Locator(".build-bar a", new() { HasText = "Number the boards" }));
        await olga.CheckAsync();
        await keys.TypeAsync(olga.Page.Locator("#Input_Width"), "900");
        await keys.TypeAsync(olga.Page.Locator("#Input_Height"), "1200");
        await keys.LeaveAsync("Enter");
        await olga.CheckAsync();
        var boards = await Session("Posters").Locator("[data-item]").EvaluateAllAsync<string[]>("items => items.map(item => `${item.querySelector('.slot-time').textContent} ${item.dataset.name}`)");
        Assert.Equal(["P1", "P2", "P3", "P4"], boards.Select(board => board.Split(' ')[0]));
        Assert.Equal(1, Math.Abs(Array.FindIndex(boards, board => board.EndsWith("#8", StringComparison.Ordinal)) - Array.FindIndex(boards, board => board.EndsWith("#10", StringComparison.Ordinal))));
        Assert.Equal(0, await olga.Page.Locator(".warnings li.clash").CountAsync());

        var built = await PlanAsync(app);
        Assert.Equal(10, await app.QueryAsync(db => db.Slots.CountAsync(slot => slot.SubmissionId != null)));
        var undone = await StepAsync(olga, keys, "undo", withScript);
        await olga.CheckAsync();
        Assert.Equal("", await PlanAsync(app));
        Assert.Contains("No sessions yet", await olga.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(undone, await StepAsync(olga, keys, "redo", withScript));
        Assert.Equal(built, await PlanAsync(app));
    }

    [Fact]
    public async Task Items_are_dragged_with_the_mouse()
    {
        await using var app = WorkshopApp.OnSocket();
        var e = await SeedAsync(app);
        await using var olga = await Visit.StartAsync(chromium, app, width: 1280);
        var page = olga.Page;
        var keys = new Keyboard(page);
        await page.SetViewportSizeAsync(1280, 4000);
        await olga.SignInAsync(Olga);
        await olga.GoAsync($"/e/{e.Slug}/organize/programme/day");
        await olga.PressAsync("Lay out the day");
        ILocator Session(string title) => page.Locator("section.session-edit", new() { Has = page.Locator("h3", new() { HasTextRegex = new($"^{title}$") }) });
        ILocator Waiting(int number) => page.Locator($".waiting-list > li[data-name='#{number}'] .paper-title");
        ILocator Item(int number) => page.Locator($"[data-item][data-name='#{number}']");
        async Task<string> OrderAsync(string title) => string.Join(' ', await Session(title).Locator("[data-item]").EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.name)"));

        await DragAsync(keys, Waiting(1), Session("Talks I").Locator("header"), 0.5);
        await DragAsync(keys, Waiting(2), Item(1), 0.8);
        await DragAsync(keys, Waiting(3), Item(2), 0.2);
        Assert.Equal("#1 #3 #2", await OrderAsync("Talks I"));
        await olga.CheckAsync();

        await DragAsync(keys, Item(2).Locator(".slot-time"), Item(1), 0.2);
        Assert.Equal("#2 #1 #3", await OrderAsync("Talks I"));
        await DragAsync(keys, Item(2).Locator(".slot-time"), Item(3), 0.5);
        Assert.Equal("#3 #1 #2", await OrderAsync("Talks I"));
        await DragAsync(keys, Item(1).Locator(".paper-title"), Session("Talks II").Locator("header"), 0.5);
        Assert.Equal(("#3 #2", "#1"), (await OrderAsync("Talks I"), await OrderAsync("Talks II")));
        await DragAsync(keys, Waiting(7), Session("Posters").Locator("header"), 0.5);
        Assert.Equal("#7", await OrderAsync("Posters"));

        // Escape lets go; so does a drop beside every session.
        var plan = await PlanAsync(app);
        var box = (await Item(3).Locator(".slot-time").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 5, box.Y + 5);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 60, box.Y + 200, new() { Steps = 5 });
        Assert.Equal(1, await page.Locator(".dragged").CountAsync());
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(0, await page.Locator(".dragged").CountAsync());
        await page.Mouse.UpAsync();
        await page.Mouse.MoveAsync(box.X + 5, box.Y + 5);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 60, 2, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        Assert.Equal(plan, await PlanAsync(app));
        Assert.EndsWith("/organize/programme", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
        await olga.CheckAsync();

        Assert.Equal(8, await StepAsync(olga, keys, "undo", true));
        Assert.Equal("", await PlanAsync(app));
    }

    /// <summary>Undoes or redoes until nothing is left to; how often.</summary>
    private static async Task<int> StepAsync(Visit visit, Keyboard keys, string step, bool withScript)
    {
        var button = visit.Page.Locator($"[data-step={step}]");
        var steps = 0;
        while (await button.IsEnabledAsync())
        {
            Assert.True(++steps < 60, $"There is no end to what can be {step}ne.");
            if (!withScript)
            {
                await keys.PressAsync(button);
                continue;
            }

            // On some field, Ctrl+Z belongs to the field.
            await keys.ReachAsync(visit.Page.Locator(".build-bar a").First);
            await keys.ChangeAsync(step == "undo" ? "Control+z" : "Control+Shift+Z");
        }

        return steps;
    }

    /// <param name="part">Where on the target, from its upper edge (0) to its lower one (1).</param>
    private static async Task DragAsync(Keyboard keys, ILocator source, ILocator target, double part)
    {
        var page = source.Page;
        var from = (await source.BoundingBoxAsync())!;
        var to = (await target.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(from.X + 6, from.Y + (from.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + (to.Width / 2), (float)(to.Y + (part * to.Height)), new() { Steps = 8 });
        await keys.ChangeAsync(() => page.Mouse.UpAsync());
    }

    /// <summary>Everything that the draft holds, in its order.</summary>
    private static async Task<string> PlanAsync(WorkshopApp app)
    {
        var sessions = await app.QueryAsync(db => db.Sessions.AsNoTracking().Include(session => session.Slots).ToListAsync());
        return string.Join('\n', sessions.OrderBy(session => session.StartsAt).ThenBy(session => session.Id).Select(session =>
            $"{session.Id} {session.Title} {session.StartsAt:u} {session.EndsAt:u} {session.Room} {session.Chair}: {string.Join(", ", session.Slots.OrderBy(slot => slot.Position).Select(slot => $"{slot.Id} {slot.SubmissionId} {slot.Speakers} {slot.Minutes} {slot.SharesSlot} {slot.Board}"))}"));
    }

    private static async Task<Domain.Events.WorkshopEvent> SeedAsync(WorkshopApp app)
    {
        var e = Given.Event();
        var olga = await app.PersonAsync("Olga Organizer", Olga);
        var anna = await app.PersonAsync("Anna Author", "anna@uni.example");
        var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
        app.Clock.Now = WorkshopApp.Start.AddDays(70);
        e.ReleaseDecisions(app.Clock.Now);
        await app.SeedAsync(e, Given.Organizer(e, Olga), file);
        for (var i = 0; i < Authors.Length; i++)
        {
            var submission = Given.Submitted(e, i + 1, anna, file, string.Create(CultureInfo.InvariantCulture, $"What $x_{i + 1}$ explains, and what it leaves open"), ($"{Authors[i]} Quillfeather", $"{Authors[i].ToLowerInvariant()}@uni.example"));
            var decision = Decision.Stage(e.Id, submission.Id, i < 6 ? DecisionOutcome.Talk : DecisionOutcome.Poster, "", olga.Id, app.Clock.Now);
            decision.Release(app.Clock.Now);
            await app.SeedAsync(submission, decision);
        }

        return e;
    }

    /// <summary>Somebody who has no mouse: everything is reached by the Tab key, and what cannot be reached so fails.</summary>
    private sealed class Keyboard(IPage page)
    {
        private readonly HashSet<string> _reached = new(StringComparer.Ordinal);

        /// <summary>By Tab, the first time; what is like something that Tab led to is gone to at once, since a long page has hundreds of stops.</summary>
        public async Task ReachAsync(ILocator target)
        {
            if (!_reached.Add(await target.EvaluateAsync<string>("element => [element.localName, element.className, element.getAttribute('name'), element.dataset.step, element.localName === 'a' ? element.parentElement.className : ''].join(' ')")))
            {
                await target.FocusAsync();
                return;
            }

            for (var tabs = 0; tabs < 600; tabs++)
            {
                var way = await target.EvaluateAsync<string>("""
                    element => {
                        const now = document.activeElement;
                        if (now === element) return "";
                        return now && now !== document.body && now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "Shift+Tab" : "Tab";
                    }
                    """);
                if (way.Length == 0)
                {
                    return;
                }

                await page.Keyboard.PressAsync(way);
            }

            Assert.Fail($"{target} is not reached by the Tab key.");
        }

        public async Task TypeAsync(ILocator field, string text)
        {
            await ReachAsync(field);
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync(text);
        }

        /// <summary>Enter on a link, or on a button that leads to another page.</summary>
        public async Task FollowAsync(ILocator link)
        {
            await ReachAsync(link);
            await LeaveAsync("Enter");
        }

        /// <summary>Enter on a button of the building page.</summary>
        public async Task PressAsync(ILocator button)
        {
            await ReachAsync(button);
            await ChangeAsync("Enter");
        }

        /// <summary>A key that leads to another page.</summary>
        public async Task LeaveAsync(string key)
        {
            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void OnLoaded(object? sender, IPage loaded) => arrived.TrySetResult();
            page.DOMContentLoaded += OnLoaded;
            try
            {
                await page.Keyboard.PressAsync(key);
                await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
            finally
            {
                page.DOMContentLoaded -= OnLoaded;
            }

            await Visit.LoadedAsync(page);
        }

        /// <summary>A key that changes the programme; back when the page shows it.</summary>
        public Task ChangeAsync(string key) => ChangeAsync(() => page.Keyboard.PressAsync(key));

        public async Task ChangeAsync(Func<Task> act)
        {
            var revision = await page.Locator("#programme-editor").GetAttributeAsync("data-revision");
            await act();
            await page.Locator($"#programme-editor:not([data-revision='{revision}']):not([aria-busy])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await Visit.LoadedAsync(page);
        }

        /// <summary>The keys are a question mark away.</summary>
        public async Task LeaveDialogAsync()
        {
            await page.Keyboard.PressAsync("?");
            Assert.True(await page.Locator("#programme-keys").IsVisibleAsync());
            await page.Keyboard.PressAsync("Escape");
            Assert.False(await page.Locator("#programme-keys").IsVisibleAsync());
        }
    }
}
