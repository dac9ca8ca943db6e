using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>One event with an open call and Ada, who has signed in and wants to submit.</summary>
internal sealed class AuthorsWorld : IAsyncDisposable
{
    public const string Ada = "ada@uni.example";

    private AuthorsWorld(WorkshopApp app, WorkshopEvent of, Person author, HttpClient browser)
    {
        App = app;
        Event = of;
        Author = author;
        Browser = browser;
    }

    public WorkshopApp App { get; }

    public WorkshopEvent Event { get; }

    public Person Author { get; }

    public HttpClient Browser { get; }

    public string Root => $"/e/{Event.Slug}/submissions";

    /// <param name="change">Settings and services beyond the usual ones.</param>
    public static async Task<AuthorsWorld> StartAsync(EventSettings? settings = null, Action<WorkshopApp>? change = null)
    {
        var app = new WorkshopApp();
        change?.Invoke(app);

        // Soon enough that whoever signs in now is still signed in when the deadline has passed.
        var of = Given.Event((settings ?? Given.Settings()) with { SubmissionsClose = WorkshopApp.Start.AddDays(3) });
        await app.SeedAsync(of);
        var author = await app.PersonAsync("Ada Ångström", Ada);
        return new AuthorsWorld(app, of, author, await app.SignedInAsync(Ada));
    }

    /// <summary>Everything that a submission needs but the file.</summary>
    public Dictionary<string, string?> Paper(string title = "Bounds on $\\ell_1$") => new()
    {
        ["Input.Title"] = title,
        ["Input.Abstract"] = "We prove that $a < b$.\n\nIt is tight.",
        ["Input.Authors.Rows[0].Name"] = "Ada Ångström",
        ["Input.Authors.Rows[0].Email"] = Ada,
        ["Input.Authors.Rows[0].Affiliation"] = "University of Testing",
        ["Input.TopicIds"] = Event.Topics[0].Id.ToString(),
        ["Input.Preference"] = "Talk",
    };

    public static FormFile File(byte[] content, string name = "paper.pdf") => new("Input.File", name, content);

    public static byte[] Pdf(int pages, string title = "A paper") => SimplePdf.Write(new SimplePdfText(title, "Ada", ["Text."]) { Pages = pages });

    public async Task<byte[]> LockedPdfAsync()
    {
        var tools = App.Services.GetRequiredService<ToolProcess>();
        var run = new ToolRun("qpdf", ["--encrypt", "secret", "owner", "256", "--", "x.pdf", "-"]) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = Pdf(2) } };
        var result = await tools.RunAsync(run, TestContext.Current.CancellationToken);
        return result.Output;
    }

    public Task<HttpResponseMessage> NewAsync(string button, byte[]? pdf, Dictionary<string, string?>? fields = null, string fileName = "paper.pdf") =>
        Browser.SubmitFormAsync($"{Root}/new", fields ?? Paper(), button: button, files: pdf is null ? null : [File(pdf, fileName)]);

    /// <summary>Submits what <see cref="Paper"/> says with two pages, and gives its address.</summary>
    public async Task<string> SubmittedAsync(string title = "Bounds on $\\ell_1$")
    {
        using var response = await NewAsync("Submit", Pdf(2, title), Paper(title));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    /// <summary>Gives the event these types.</summary>
    public async Task<CallForm> FormAsync(params SubmissionTypeSettings[] types)
    {
        var form = CallForm.Untouched(Event.Id);
        foreach (var type in types)
        {
            Assert.True(form.AddType(Event, type).Succeeded);
        }

        await App.SeedAsync(form);
        return form;
    }

    public Task<List<Submission>> SubmissionsAsync() => App.QueryAsync(db =>
        db.Submissions.AsNoTracking().Include(s => s.Authors).Include(s => s.Topics).Include(s => s.Versions).OrderBy(s => s.Number).ToListAsync());

    public Task<List<T>> AllAsync<T>()
        where T : class => App.QueryAsync(db => db.Set<T>().AsNoTracking().ToListAsync());

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await App.DisposeAsync();
    }
}

internal static class PageReading
{
    /// <summary>The sentence under a field, without its "Error: " for screen readers; null when there is none.</summary>
    public static string? ErrorAt(this IHtmlDocument page, string field) =>
        page.GetElementById($"Input_{field}-error")?.TextContent.Replace("Error: ", "", StringComparison.Ordinal).Trim();

    public static string? Value(this IHtmlDocument page, string name) => page.QuerySelector($"[name='{name}']") switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        _ => null,
    };

    public static string Words(this IHtmlDocument page) =>
        string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
