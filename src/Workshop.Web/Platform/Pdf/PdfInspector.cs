using System.Globalization;
using System.Text.Json;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Platform.Pdf;

/// <summary>
/// Looks at an uploaded file from outside and says whether it keeps the rules. Any file whatever gets a verdict: each tool has its limits, and what one of
/// them cannot answer is said and does not keep the others from answering.
/// </summary>
public sealed class PdfInspector(ToolProcess tools)
{
    /// <summary>Sizes, text and type are read up to this page; the rest is counted. A workshop's paper is shorter, and a file of a million pages is no paper.</summary>
    private const int MostPagesRead = 100;

    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(20);

    private static readonly ToolLimits DescriptionLimits = new ToolLimits() with { Output = 48 << 20 };

    /// <param name="identity">Who must not be recognized, when the rules are blind; null when nobody is known.</param>
    public async Task<PdfVerdict> InspectAsync(ReadOnlyMemory<byte> file, FormatRules rules, SubmissionIdentity? identity, CancellationToken cancel) =>
        PdfVerdict.Judge(await ReadFactsAsync(file, rules, identity, cancel), rules);

    public async Task<PdfFacts> ReadFactsAsync(ReadOnlyMemory<byte> file, FormatRules rules, SubmissionIdentity? identity, CancellationToken cancel)
    {
        var facts = new PdfFacts(file.Length, FileSniffer.Sniff(file.Span), PdfOpening.NotTried);

        // Poppler opens some files without a proper header, so it may have a try at those of no kind that we know.
        return facts.Kind is not (FileKind.Pdf or FileKind.Unknown) || facts.Size > rules.MaxBytes
            ? facts
            : await OpenAsync(facts, file, rules.Blind ? identity : null, cancel);
    }

    private async Task<PdfFacts> OpenAsync(PdfFacts facts, ReadOnlyMemory<byte> file, SubmissionIdentity? identity, CancellationToken cancel)
    {
        // All at once, as far as there are places: what the first says decides whether the others are waited for.
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var opening = tools.RunAsync(InformationOn(file), cancel);
        var description = tools.RunAsync(DescriptionOf(file), rest.Token);
        var words = tools.RunAsync(PdfWords.Words(file, MostPagesRead), rest.Token);
        var runs = tools.RunAsync(PdfWords.Runs(file, MostPagesRead), rest.Token);
        try
        {
            var information = await opening;
            facts = Opened(facts, information);
            if (information.End == ToolEnd.Missing)
            {
                return await CountWithQpdfAsync(facts, file, cancel);
            }

            if (facts is not { Opening: PdfOpening.Opened, Pages: > 0 })
            {
                return facts;
            }

            var geometry = PageGeometry.Parse(information.Text);
            facts = facts with { PageSizes = [.. geometry.Values.Select(page => page.Size)] };
            var text = ReadTextAsync(words, runs, geometry);
            facts = await DescribeAsync(facts, file, await description, geometry, information.Text, text, rest.Token);
            var whole = IsWhole(await words) && IsWhole(await runs) && facts.Pages <= MostPagesRead;
            return (facts with { TextIsWhole = whole }).WithText(await text, identity);
        }
        finally
        {
            await rest.CancelAsync();
            await Task.WhenAll(((Task[])[opening, description, words, runs]).Select(EndedAsync));
        }
    }

    /// <summary>Nothing runs on behind our back, and nobody else hears how it ended.</summary>
    private static async Task EndedAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static bool IsWhole(ToolResult result) => result.End == ToolEnd.Exited;

    private static ToolRun InformationOn(ReadOnlyMemory<byte> file) =>
        new("pdfinfo", ["-enc", "UTF-8", "-box", "-f", "1", "-l", MostPagesRead.ToString(CultureInfo.InvariantCulture), PdfReading.FileName]) { Files = PdfReading.Folder(file) };

    private static ToolRun DescriptionOf(ReadOnlyMemory<byte> file) =>
        new("qpdf", ["--warning-exit-0", "--decode-level=none", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", PdfReading.FileName])
        {
            Files = PdfReading.Folder(file),
            Limits = DescriptionLimits,
        };

    private static PdfFacts Opened(PdfFacts facts, ToolResult result) => result.End switch
    {
        ToolEnd.Missing => facts,
        ToolEnd.Exited when result.ExitCode == 0 && PdfReading.Pages(result.Text) is { } pages => facts with
        {
            Opening = PdfOpening.Opened,
            Pages = pages,
            Encrypted = PdfReading.Line(result.Text, "Encrypted")?.StartsWith("yes", StringComparison.Ordinal) == true,
        },
        ToolEnd.Exited when result.Errors.Contains("Incorrect password", StringComparison.Ordinal) => facts with { Opening = PdfOpening.NeedsPassword },

        // pdfinfo asks for page 1 and complains when there is none.
        ToolEnd.Exited when result.Errors.Contains("after the last page (0)", StringComparison.Ordinal) => facts with { Opening = PdfOpening.Opened, Pages = 0 },
        ToolEnd.Exited => facts with { Opening = PdfOpening.Damaged },
        _ => facts with { Opening = PdfOpening.TooDemanding },
    };

    private static async Task<IReadOnlyList<PdfPageText>> ReadTextAsync(Task<ToolResult> words, Task<ToolResult> runs, SortedDictionary<int, PageGeometry> geometry) =>
        PdfWords.Read((await words).Text, (await runs).Text, geometry);

    /// <summary>Where qpdf gives up, Poppler's answer still says whether there are scripts and fields.</summary>
    private async Task<PdfFacts> DescribeAsync(
        PdfFacts facts, ReadOnlyMemory<byte> file, ToolResult description, SortedDictionary<int, PageGeometry> geometry, string information, Task<IReadOnlyList<PdfPageText>> text, CancellationToken cancel)
    {
        if (description.Succeeded)
        {
            try
            {
                using var objects = QpdfObjects.Parse(description.Output);
                return facts with
                {
                    Structure = new PdfStructureReader(objects, geometry).Read(),
                    Hidden = await SearchHiddenAsync(file, objects, text, cancel),
                };
            }
            catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
            {
                // Nested deeper than any honest file, or not what qpdf writes.
            }
        }

        PdfSpot[] somewhere = [new PdfSpot(null, null)];
        return facts with
        {
            StructureIsWhole = false,
            Hidden = HiddenTextFacts.Failed,
            Structure = new PdfStructure
            {
                Scripts = PdfReading.Line(information, "JavaScript") == "yes" ? somewhere : [],
                Fields = PdfReading.Line(information, "Form") is not (null or "none") ? somewhere : [],
            },
        };
    }

    /// <summary>It draws every page several times, so it alone has a limit for the whole.</summary>
    private async Task<HiddenTextFacts> SearchHiddenAsync(ReadOnlyMemory<byte> file, QpdfObjects objects, Task<IReadOnlyList<PdfPageText>> text, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestSearch);
        try
        {
            return await new HiddenTextReader(tools).ReadAsync(file, objects, text, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return HiddenTextFacts.Failed;
        }
    }

    /// <summary>qpdf counts pages too, but is stricter with files that every reader opens, so it only stands in.</summary>
    private async Task<PdfFacts> CountWithQpdfAsync(PdfFacts facts, ReadOnlyMemory<byte> file, CancellationToken cancel)
    {
        var run = new ToolRun("qpdf", ["--show-npages", PdfReading.FileName]) { Files = PdfReading.Folder(file) };
        var result = await tools.RunAsync(run, cancel);
        return result.End switch
        {
            ToolEnd.Missing => facts with { Opening = PdfOpening.NoReader },
            ToolEnd.Exited when int.TryParse(result.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var pages) =>
                facts with { Opening = PdfOpening.Opened, Pages = pages, TextIsWhole = false, StructureIsWhole = false },
            ToolEnd.Exited when result.Errors.Contains("invalid password", StringComparison.Ordinal) =>
                facts with { Opening = PdfOpening.NeedsPassword },
            ToolEnd.Exited => facts with { Opening = PdfOpening.Damaged },
            _ => facts with { Opening = PdfOpening.TooDemanding },
        };
    }
}
