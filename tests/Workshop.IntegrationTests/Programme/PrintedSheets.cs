using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Domain;
using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Testing;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;
using Workshop.Web.Platform.Tools;

namespace Workshop.IntegrationTests.Programme;

/// <summary>Prints a document as the print page does, with the real Chromium, and reads it back with Poppler.</summary>
internal static partial class PrintedSheets
{
    public static PrintMaterial Material(ProgrammeDocument programme, WorkshopEvent? e = null, Viewer? organizer = null, DateTimeOffset? now = null) =>
        new(programme, e, organizer ?? Viewer.Anonymous, "https://workshop.example", new Dictionary<string, string>(), now ?? WorkshopApp.Start);

    public static PrintChoices Choices(params (string Key, string Value)[] choices) => new(choices.ToDictionary(choice => choice.Key, choice => choice.Value));

    public static async Task<Outcome<Func<PageNumbers, string>>> LayOutAsync<T>(this WorkshopApp app, PrintMaterial material, params (string Key, string Value)[] choices)
        where T : IPrintDocument
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<T>(scope.ServiceProvider).LayOutAsync(material, Choices(choices), TestContext.Current.CancellationToken);
    }

    public static async Task<byte[]> PrintAsync<T>(this WorkshopApp app, PrintMaterial material, params (string Key, string Value)[] choices)
        where T : IPrintDocument
    {
        var layout = await app.LayOutAsync<T>(material, choices);
        Assert.True(layout.Succeeded, layout.Refusal?.Message);
        var printed = await app.Services.GetRequiredService<IPdfPrinter>().PrintAsync(layout.Value, TestContext.Current.CancellationToken);
        Assert.True(printed.Succeeded, printed.Refusal?.Message);
        return printed.Value.Content;
    }

    /// <summary>The text of each page in the order in which it was set, its white space folded.</summary>
    public static async Task<List<string>> PagesAsync(this WorkshopApp app, byte[] pdf) =>
        [.. (await app.ToolAsync("pdftotext", pdf, ["-raw", "x.pdf", "-"])).Split('\f').SkipLast(1).Select(page => Blanks().Replace(page, " "))];

    public static async Task<string> ToolAsync(this WorkshopApp app, string tool, byte[] pdf, string[] arguments)
    {
        var result = await app.Services.GetRequiredService<ToolProcess>().RunAsync(new ToolRun(tool, arguments) { Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["x.pdf"] = pdf } }, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Errors);
        return result.Text;
    }

    /// <summary>Every word lies on its page, two millimetres and more from the edge.</summary>
    public static async Task AssertNothingIsCutAsync(this WorkshopApp app, byte[] pdf)
    {
        const double Least = 2 / 25.4 * 72;
        var boxes = await app.ToolAsync("pdftotext", pdf, ["-bbox", "x.pdf", "-"]);
        double width = 0, height = 0;
        foreach (Match match in Box().Matches(boxes))
        {
            if (match.Groups["width"].Success)
            {
                (width, height) = (Number(match, "width"), Number(match, "height"));
                continue;
            }

            var inside = Number(match, "left") >= Least && Number(match, "top") >= Least && Number(match, "right") <= width - Least && Number(match, "bottom") <= height - Least;
            Assert.True(inside, $"{match.Value} on a page of {width} × {height}.");
        }

        Assert.True(width > 0);
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex("""<page width="(?<width>[\d.]+)" height="(?<height>[\d.]+)"|<word xMin="(?<left>[-\d.]+)" yMin="(?<top>[-\d.]+)" xMax="(?<right>[-\d.]+)" yMax="(?<bottom>[-\d.]+)">[^<]*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10000)]
    private static partial Regex Box();
}
