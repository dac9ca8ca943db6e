using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Workshop.Web.Features.Programme;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Platform;
using Workshop.Web.Platform.Print;

namespace Workshop.Web.Commands;

/// <summary><c>workshop programme --event event.json --out programme.pdf</c></summary>
public static class ProgrammeCommand
{
    private const string Description =
        """
        Print a programme from a file alone: cover, contents, day plan, abstracts, author index.

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

        Exit code 0: printed; 2: the input is wrong; 3: this machine cannot print.
        """;

    public static Command Create()
    {
        var eventFile = new Option<FileInfo>("--event") { Description = "The JSON file with the programme.", Required = true };
        var outFile = new Option<FileInfo>("--out") { Description = "The PDF to write; replaced when it exists.", Required = true };
        var command = new Command("programme", Description) { eventFile, outFile };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(eventFile),
            parsed.GetRequiredValue(outFile),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo eventFile, FileInfo outFile, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        Domain.Programme.ProgrammeDocument programme;
        try
        {
            await using var stream = eventFile.OpenRead();
            programme = await ProgrammeFile.ReadAsync(stream, cancel);
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

        await using var host = Host();
        var printed = await host.Services.GetRequiredService<IPdfPrinter>().PrintAsync(numbers => ProgrammeLayout.Write(programme, numbers), cancel);
        if (!printed.Succeeded)
        {
            await errors.WriteLineAsync(printed.Refusal!.Message);
            return ExitCode.Impossible;
        }

        try
        {
            await File.WriteAllBytesAsync(outFile.FullName, printed.Value.Content, cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{outFile}: {unwritable.Message}");
            return ExitCode.WrongInput;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{outFile}: {printed.Value.Pages.Count} pages."));
        return ExitCode.Done;
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
