using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Benchmarks;

/// <summary>
/// The last minutes before a deadline: authors who submit, each with a two-page PDF of their own, against the whole server on a socket of this machine, with its workers and its
/// database on disk. The authors' browsers run beside it on the same processors.
/// <c>dotnet run -c Release --project tests/Workshop.Benchmarks -- rush [uploads] [seconds over which they are spread] [folder of PDFs]</c>
/// </summary>
internal static class UploadRush
{
    private const int Authors = 25;

    public static async Task<int> RunAsync(int uploads, TimeSpan over, string? folder)
    {
        await using var app = WorkshopApp.OnSocket(
            services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)),
            ("Jobs:Enabled", "true"),
            ("Checks:WaitMilliseconds", "2000"));
        var now = TimeProvider.System.GetUtcNow();
        var of = Given.Event(Given.Settings() with { SubmissionsOpen = now.AddDays(-1), SubmissionsClose = now.AddHours(1), ReviewsDue = now.AddDays(60) });
        await app.SeedAsync(of);
        var browsers = new List<HttpClient>();
        for (var author = 0; author < Authors; author++)
        {
            await app.PersonAsync($"Author {author}", Email(author));
            browsers.Add(await SignInAsync(app, Email(author)));
        }

        var address = $"/e/{of.Slug}/submissions/new";
        var acknowledged = new double[uploads];
        var wrong = 0;
        await Task.WhenAll(Enumerable.Range(0, uploads).Select(async n =>
        {
            await Task.Delay(over * n / uploads);
            var browser = browsers[n % Authors];
            var form = await browser.GetDocumentAsync(address);
            var fields = new Dictionary<string, string?> { ["Input.Title"] = $"On rush number {n}", ["Input.Abstract"] = "We prove that everybody comes at the end.", ["Input.Authors.Rows[0].Name"] = "Author", ["Input.Authors.Rows[0].Email"] = Email(n % Authors) };
            var pdf = Pdf(n, folder);
            var since = Stopwatch.GetTimestamp();
            using var answer = await browser.SubmitFormAsync(form, address, fields, button: "Submit", files: [new FormFile("Input.File", $"paper-{n}.pdf", pdf)]);
            acknowledged[n] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            if (answer.StatusCode != HttpStatusCode.Redirect)
            {
                Interlocked.Increment(ref wrong);
                Console.WriteLine($"{n}: {(int)answer.StatusCode}");
            }
        }));
        while (await app.QueryAsync(db => db.SubmissionVersions.AnyAsync(version => version.IsBeingChecked)))
        {
            await Task.Delay(100);
        }

        var versions = await app.QueryAsync(db => db.SubmissionVersions.AsNoTracking().ToListAsync());
        var submitted = await app.QueryAsync(db => db.Submissions.CountAsync(submission => submission.SubmittedAt != null));
        Console.WriteLine($"{uploads} uploads over {over.TotalSeconds:0} s on {Environment.ProcessorCount} processors: {wrong} errors, {submitted} submitted, {versions.Count(version => version.Check == CheckState.Acceptable)} acceptable.");
        Say("Acknowledged after", acknowledged);
        Say("Verdict after", [.. versions.Select(version => (version.CheckedAt!.Value - version.ReceivedAt).TotalMilliseconds)]);
        Console.WriteLine($"Without a verdict when acknowledged: {versions.Count(version => version.IsAwaited)}");
        browsers.ForEach(browser => browser.Dispose());
        return wrong == 0 && submitted == uploads ? 0 : 1;
    }

    private static string Email(int author) => $"author{author}@rush.example";

    private static byte[] Pdf(int n, string? folder)
    {
        if (folder is null)
        {
            return SimplePdf.Write(new SimplePdfText($"Rush {n}", "", [.. Enumerable.Repeat("Everybody comes at the end, and nobody before. ", 12).Select(line => line + line + line)]) { Pages = 2 });
        }

        var files = Directory.GetFiles(folder, "*.pdf");
        Array.Sort(files, StringComparer.Ordinal);
        return File.ReadAllBytes(files[n % files.Length]);
    }

    private static async Task<HttpClient> SignInAsync(WorkshopApp app, string email)
    {
#pragma warning disable CA2000 // The client disposes of its handler, and the caller of the client.
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }, disposeHandler: true) { BaseAddress = app.ClientOptions.BaseAddress, Timeout = TimeSpan.FromMinutes(5) };
#pragma warning restore CA2000
        using var answer = await browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = email, ["Input.Password"] = Given.Password });
        return answer.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException($"{email} could not sign in: {answer.StatusCode}.");
    }

    private static void Say(string what, double[] milliseconds)
    {
        Array.Sort(milliseconds);
        Console.WriteLine($"{what}: median {milliseconds[milliseconds.Length / 2]:0} ms, 95 % {milliseconds[milliseconds.Length * 95 / 100]:0} ms, most {milliseconds[^1]:0} ms");
    }
}
