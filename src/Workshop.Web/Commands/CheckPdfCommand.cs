using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Commands;

/// <summary><c>workshop check-pdf FILE… [--rules rules.json] [--authors authors.json] [--json]</c></summary>
public static class CheckPdfCommand
{
    private static readonly JsonSerializerOptions Json = new(PreflightJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly SubmissionIdentity Nobody = new([]);

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "The files to check.", Arity = ArgumentArity.OneOrMore };
        var rules = new Option<FileInfo?>("--rules")
        {
            Description = """
                A JSON file with the rules: {"pageLimit": 2, "counting": "withoutReferences", "paper": "a4", "minBodySize": 10,
                "minMargins": {"top": 72, "right": 72, "bottom": 72, "left": 72}, "maxTextBlock": {"width": 468, "height": 648}, "columns": 2, "blind": true,
                "maxBytes": 10485760, "severities": {"pdf.fonts-not-embedded": "blocks"}}. Lengths are in points. What is missing is not asked for.
                """,
        };
        var authors = new Option<FileInfo?>("--authors")
        {
            Description = """
                A JSON file with the authors that must not be recognized: {"authors": [{"name": "Grace Hopper", "email": "grace@navy.mil", "affiliation": "Navy"}]}. With it the
                rules are blind.
                """,
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON array instead of sentences." };
        var command = new Command(
            "check-pdf",
            "Check PDFs against the rules of an event: pages, format, soundness, anonymity. Exit code 0: all acceptable; 1: at least one is not; 2: the input is wrong; 3: a file could not be checked on this machine.")
        {
            files, rules, authors, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            var asked = await ReadAsync(parsed.GetValue(rules), new FormatRules(), WhyWrong, errors, cancel);
            var identity = await ReadAsync(parsed.GetValue(authors), Nobody, _ => null, errors, cancel);
            if (asked is null || identity is null)
            {
                return ExitCode.WrongInput;
            }

            asked = identity == Nobody ? asked : asked with { Blind = true };
            return await RunAsync(parsed.GetValue(files)!, asked, identity, parsed.GetValue(json), parsed.InvocationConfiguration.Output, errors, cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo[] files, FormatRules rules, SubmissionIdentity identity, bool json, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        using var tools = new ToolProcess(Options.Create(new ToolSettings()));
        var inspector = new PdfInspector(tools);
        var checkedFiles = new List<CheckedFile>();
        foreach (var file in files)
        {
            try
            {
                var who = identity with { FileName = identity.FileName ?? file.Name };
                var verdict = await inspector.InspectAsync(await File.ReadAllBytesAsync(file.FullName, cancel), rules, who, cancel);
                checkedFiles.Add(new CheckedFile(file.ToString(), verdict.Pages, verdict.CountedPages, verdict.Acceptable, verdict.Summary, verdict.Findings));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync($"{file}: {unreadable.Message}");
                return ExitCode.WrongInput;
            }
        }

        await (json ? output.WriteLineAsync(JsonSerializer.Serialize(checkedFiles, Json)) : WriteSentencesAsync(checkedFiles, output));
        return checkedFiles.Exists(f => !f.Acceptable) ? ExitCode.No
            : checkedFiles.Exists(f => f.Pages is null) ? ExitCode.Impossible
            : ExitCode.Done;
    }

    /// <summary>The file's content, or <paramref name="otherwise"/> when none was named; null when it is wrong, which has then been said.</summary>
    private static async Task<T?> ReadAsync<T>(FileInfo? file, T otherwise, Func<T, string?> whyWrong, TextWriter errors, CancellationToken cancel)
        where T : class
    {
        if (file is null)
        {
            return otherwise;
        }

        try
        {
            await using var stream = file.OpenRead();
            var read = await JsonSerializer.DeserializeAsync<T>(stream, PreflightJson.Options, cancel) ?? throw new JsonException("There is nothing in it.");
            return whyWrong(read) is { } wrong ? throw new JsonException(wrong) : read;
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{file}: {wrong.Message}");
            return null;
        }
    }

    private static string? WhyWrong(FormatRules rules) => rules.Check() is [var wrong, ..] ? wrong.Message : null;

    private static async Task WriteSentencesAsync(List<CheckedFile> files, TextWriter output)
    {
        foreach (var file in files)
        {
            await output.WriteLineAsync($"{file.File}: {file.Summary}");
            foreach (var finding in file.Findings)
            {
                if (finding.Message != file.Summary)
                {
                    var page = finding.Page is { } number ? string.Create(CultureInfo.InvariantCulture, $" (page {number})") : "";
                    await output.WriteLineAsync($"  {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}{page}: {finding.Message}");
                }
            }
        }
    }

    private sealed record CheckedFile(string File, int? Pages, int? CountedPages, bool Acceptable, string Summary, IReadOnlyList<Finding> Findings);
}
