using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Programme.Print.Booklet;
using Workshop.Web.Features.Programme.Prints;
using Workshop.Web.Platform;
using Workshop.Web.Platform.Pdf;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Commands;

/// <summary><c>workshop programme --event event.json --out programme.pdf</c></summary>
public static class ProgrammeCommand
{
    private const string Description =
        """
        Print a programme from a file alone: cover, contents, day at a glance, sessions, abstracts, author and topic index, and your own texts around them.

        The event is a JSON file:
          {
            "name": "Theory of Testing 2027", "startsOn": "2027-06-10", "endsOn": "2027-06-10", "venue": "Old Observatory", "zone": "Europe/Copenhagen",
            "sessions": [
              { "title": "Foundations", "kind": "talks", "start": "2027-06-10T09:00", "end": "2027-06-10T10:30", "room": "Hall", "chair": "Ada Lovelace",
                "items": [
                  { "title": "On $n \\log n$", "minutes": 30, "abstract": "We show …",
                    "authors": [ { "name": "Anna van den Berg", "affiliation": "University of Copenhagen; Pioneer Centre" } ] } ] } ]
          }
        Required: name, startsOn, sessions; of a session title, start and end; of an author the name. Kinds: talks, posters, keynote, panel, break, social.
        Times are wall-clock times in the zone (IANA name, UTC when it is missing). An item without a title is printed as "Title to be announced".

        More (docs/programme-file.md says all): "front" with welcome, practical, committee, reviewers, sponsors, logo, accent; of an item topics, board, biography, photo. Pictures are PNG or
        JPEG files, named by their path from the event file.

        Exit code 0: printed; 2: the input is wrong; 3: this machine cannot print.
        """;

    public static Command Create()
    {
        var eventFile = new Option<FileInfo>("--event") { Description = "The JSON file with the programme.", Required = true };
        var outFile = new Option<FileInfo>("--out") { Description = "The PDF to write; replaced when it exists.", Required = true };
        var kind = Choice("--kind", "What to print.", "booklet", "abstracts");
        var paper = Choice("--paper", "a5-folded lays two pages on A4: print on both sides, turned over the short edge, and fold.", "a4", "letter", "a5", "a5-folded");
        var columns = Choice("--columns", "Columns of the abstracts.", "1", "2");
        var font = Choice("--font", "The typeface.", "serif", "sans");
        var command = new Command("programme", Description) { eventFile, outFile, kind, paper, columns, font };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(eventFile),
            parsed.GetRequiredValue(outFile),
            parsed.GetValue(kind) == "abstracts",
            new PrintChoices(new Dictionary<string, string>
            {
                [BookletDocument.Paper.Key] = parsed.GetValue(paper)!,
                [BookOptions.Columns.Key] = parsed.GetValue(columns)!,
                [BookOptions.Font.Key] = parsed.GetValue(font)!,
            }),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancel));
        return command;
    }

    /// <summary>The first value is the usual one.</summary>
    private static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static async Task<int> RunAsync(FileInfo eventFile, FileInfo outFile, bool isAbstracts, PrintChoices choices, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        ProgrammeDocument programme;
        IReadOnlyDictionary<string, string> pictures;
        try
        {
            await using var stream = eventFile.OpenRead();
            programme = await ProgrammeFile.ReadAsync(stream, cancel);
            pictures = await PicturesAsync(programme, eventFile.DirectoryName!, cancel);
        }
        catch (JsonException wrong)
        {
            var line = wrong.LineNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number + 1}") : "";
            // The library's own sentence speaks of our types; its path says it better.
            var reason = wrong.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) ? $"{wrong.Path}: That is not the kind of value that belongs here." : wrong.Message;
            await errors.WriteLineAsync($"{eventFile}{line}: {reason}");
            return ExitCode.WrongInput;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{eventFile}: {unreadable.Message}");
            return ExitCode.WrongInput;
        }

        var paper = choices[BookletDocument.Paper];
        var material = new PrintMaterial(programme, null, Viewer.Anonymous, "", pictures, DateTimeOffset.UnixEpoch);
        var content = BookOptions.Content(material, choices, paper) with { Kind = isAbstracts ? BookletKind.BookOfAbstracts : BookletKind.Programme };
        await using var host = Host();
        var printed = await host.Services.GetRequiredService<IPdfPrinter>().PrintAsync(numbers => BookletLayout.Write(content, numbers), cancel);
        if (!printed.Succeeded)
        {
            await errors.WriteLineAsync(printed.Refusal!.Message);
            return ExitCode.Impossible;
        }

        var bytes = printed.Value.Content;
        if (paper == "a5-folded")
        {
            var sheets = await host.Services.GetRequiredService<FoldingPress>().ImposeAsync(bytes, printed.Value.Pages.Count, cancel);
            if (!sheets.Succeeded)
            {
                await errors.WriteLineAsync(sheets.Refusal!.Message);
                return ExitCode.Impossible;
            }

            bytes = sheets.Value;
        }

        try
        {
            await File.WriteAllBytesAsync(outFile.FullName, bytes, cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{outFile}: {unwritable.Message}");
            return ExitCode.WrongInput;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outFile}: {printed.Value.Pages.Count} pages."));
        return ExitCode.Done;
    }

    /// <summary>The pictures that the programme names, by path, as data URIs.</summary>
    /// <exception cref="JsonException">One of them is no picture.</exception>
    private static async Task<IReadOnlyDictionary<string, string>> PicturesAsync(ProgrammeDocument programme, string folder, CancellationToken cancel)
    {
        var pictures = new Dictionary<string, string>();
        foreach (var path in programme.Items.Select(item => item.Photo).Concat(programme.Front.Sponsors.Select(sponsor => sponsor.Logo)).Append(programme.Front.Logo).Where(path => path.Length > 0).Distinct())
        {
            var picture = PrintPicture.Clean(await File.ReadAllBytesAsync(Path.Combine(folder, path), cancel), "");
            pictures[path] = picture.Succeeded ? $"data:{PrintPicture.TypeOf(picture.Value)};base64,{Convert.ToBase64String(picture.Value)}" : throw new JsonException($"{path}: {picture.Refusal!.Message}");
        }

        return pictures;
    }

    /// <summary>The printer needs the files of the site (style, fonts, KaTeX) and the settings; nothing is served, no data directory is touched.</summary>
    private static WebApplication Host()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPlatformTools(builder.Configuration);
        return builder.Build();
    }
}
