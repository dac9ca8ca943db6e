using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Archive;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop export --event SLUG --out event.zip</c></summary>
public static class ExportCommand
{
    private const string Description =
        """
        Write one archive of an event: all its data, files, mails with their attachments, log and results of jobs. Uses the configured database; a running server need not stop.

        The archive is a ZIP file that can be read without Workshop: see README.txt in it, and docs/archive.md. It holds no password, no link that opens anything and no right of an administrator.
        The same event gives the same archive, byte for byte. It holds everything that anybody wrote about anybody: only you can read the file; keep it like the database.

        Exit code 0: written; 2: there is no such event, or the file cannot be written.
        """;

    public static Command Create()
    {
        var slug = new Option<string>("--event") { Required = true, Description = "The event as it stands in addresses: /e/SLUG." };
        var outFile = new Option<FileInfo>("--out") { Required = true, Description = "The ZIP file to write; replaced when it exists." };
        var nameless = new Option<bool>("--without-personal-data") { Description = "Replace names, addresses, affiliations, texts and the contents of files by stand-ins; numbers, dates and decisions stay." };
        var settings = new Argument<string[]>("settings") { Description = "Settings, as for serving: --Data:Directory=/var/lib/workshop", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("export", Description) { slug, outFile, nameless, settings };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await WorkshopServer.BuildAsync([.. parsed.GetValue(settings) ?? [], .. parsed.UnmatchedTokens]);
            await using var scope = app.Services.CreateAsyncScope();
            return await RunAsync(scope.ServiceProvider, parsed.GetRequiredValue(slug), parsed.GetRequiredValue(outFile).FullName, !parsed.GetValue(nameless), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel);
        });
        return command;
    }

    public static async Task<int> RunAsync(IServiceProvider services, string slug, string file, bool personalData, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var eventId = await services.GetRequiredService<WorkshopDb>().Events.Where(e => e.Slug == slug).Select(e => (Guid?)e.Id).SingleOrDefaultAsync(cancel);
        if (eventId is null)
        {
            await errors.WriteLineAsync($"There is no event “{slug}”.");
            return ExitCode.WrongInput;
        }

        // Complete or absent: nobody leaves with half an event because a disk was full.
        var beside = file + ".partial";
        try
        {
            ArchiveManifest manifest;
            File.Delete(beside); // what a crash left may be open to others
            await using (var stream = ExportedFile.Create(beside))
            {
                var order = new ArchiveOrder(eventId.Value, null, personalData, (_, _, _) => Task.CompletedTask);
                manifest = (await services.GetRequiredService<ExportEvent>().RunAsync(order, stream, cancel)).Value ?? throw new InvalidOperationException("The event was there a moment ago.");
            }

            File.Move(beside, file, overwrite: true);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file}: {manifest.Parts.Sum(part => part.Rows)} rows of {manifest.Parts.Count} tables and {manifest.Files.Count} files."));
            return ExitCode.Done;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{file}: {unwritable.Message}");
            return ExitCode.WrongInput;
        }
        finally
        {
            if (File.Exists(beside)) // there may be no such folder, and then deleting would be an error of its own
            {
                File.Delete(beside);
            }
        }
    }
}
