using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Workshop.Domain.Pdf;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Tools;

namespace Workshop.Web.Commands;

/// <summary><c>workshop check-pdf FILE… [--rules rules.json] [--json]</c></summary>
public static class CheckPdfCommand
{
    private static readonly JsonSerializerOptions Json = new(PreflightJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "The files to check.", Arity = ArgumentArity.OneOrMore };
        var rules = new Option<FileInfo?>("--rules")
        {
            Description = "A JSON file with the rules: {\"pageLimit\": 2, \"maxBytes\": 10485760}. Without it there is no page limit.",
        };
        var json = new Option<bool>("--json") { Description = "Write one JSON array instead of sentences." };
        var command = new Command(
            "check-pdf",
            "Check PDFs against the rules of an event. Exit code 0: all acceptable; 1: at least one is not; 2: the input is wrong; 3: a file could not be checked on this machine.")
        {
            files, rules, json,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(files)!,
            parsed.GetValue(rules),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo[] files, FileInfo? rulesFile, bool json, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        FormatRules rules;
        try
        {
            rules = await ReadRulesAsync(rulesFile, cancel);
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{rulesFile}: {wrong.Message}");
            return ExitCode.WrongInput;
        }

        using var tools = new ToolProcess(Options.Create(new ToolSettings()));
        var inspector = new PdfInspector(tools);
        var checkedFiles = new List<CheckedFile>();
        foreach (var file in files)
        {
            try
            {
                var verdict = await inspector.InspectAsync(await File.ReadAllBytesAsync(file.FullName, cancel), rules, null, cancel);
                checkedFiles.Add(new CheckedFile(file.ToString(), verdict.Pages, verdict.Acceptable, verdict.Summary, verdict.Findings));
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

    private static async Task<FormatRules> ReadRulesAsync(FileInfo? file, CancellationToken cancel)
    {
        if (file is null)
        {
            return new FormatRules();
        }

        await using var stream = file.OpenRead();
        var rules = await JsonSerializer.DeserializeAsync<FormatRules>(stream, PreflightJson.Options, cancel) ?? throw new JsonException("There is nothing in it.");
        return rules.Check() is [var wrong, ..] ? throw new JsonException(wrong.Message) : rules;
    }

    private static async Task WriteSentencesAsync(List<CheckedFile> files, TextWriter output)
    {
        foreach (var file in files)
        {
            await output.WriteLineAsync($"{file.File}: {file.Summary}");
            foreach (var finding in file.Findings)
            {
                if (finding.Message != file.Summary)
                {
                    await output.WriteLineAsync($"  {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.Message}");
                }
            }
        }
    }

    private sealed record CheckedFile(string File, int? Pages, bool Acceptable, string Summary, IReadOnlyList<Finding> Findings);
}
