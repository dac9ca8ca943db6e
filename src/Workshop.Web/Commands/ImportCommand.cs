using System.CommandLine;
using System.Globalization;
using Workshop.Web.Features.Archive;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop import event.zip [--slug NEW]</c></summary>
public static class ImportCommand
{
    private const string Description =
        """
        Bring an event back from an archive that "workshop export" or the archive page has made, into the configured database: all of it or nothing.

        Works on a fresh installation and beside other events. Whoever has confirmed here what is somebody's main address in the archive is that person; everybody else becomes themselves by
        registering with that address. Nobody becomes an administrator by it. Nobody gets a mail: what waited is held, and the event's mail is paused until an organizer lets it go on.
        Who organizes the event stands in the archive; "workshop user role EMAIL organizer:SLUG" adds somebody.

        Exit code 0: imported; 2: the archive is wrong (file, line and reason on stderr), of a newer Workshop, or of an event that is here already. Nothing is changed then.
        """;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The archive." };
        var slug = new Option<string?>("--slug") { Description = "How the event stands in addresses here; when left out, as before, or with a number behind it when that is taken." };
        var limit = new Option<int>("--max-megabytes") { DefaultValueFactory = _ => (int)(ArchiveLimits.Usual.Bytes / (1024 * 1024)), Description = "Refuse an archive that would unpack to more." };
        var command = new Command("import", Description) { file, slug, limit };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await WorkshopServer.BuildAsync([.. parsed.UnmatchedTokens]);
            await using var scope = app.Services.CreateAsyncScope();
            var limits = ArchiveLimits.Usual with { Bytes = parsed.GetValue(limit) * 1024L * 1024 };
            return await RunAsync(scope.ServiceProvider, parsed.GetRequiredValue(file).FullName, parsed.GetValue(slug), limits, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel);
        });
        return command;
    }

    public static async Task<int> RunAsync(IServiceProvider services, string file, string? slug, ArchiveLimits limits, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var imported = await services.GetRequiredService<ImportEvent>().RunAsync(stream, slug, limits, cancel);
            if (!imported.Succeeded)
            {
                await errors.WriteLineAsync($"{file}: {imported.Refusal!.Message}");
                return ExitCode.WrongInput;
            }

            var done = imported.Value;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{done.Name} is at /e/{done.Slug}: {done.Rows} rows, {done.Files} files, {done.NewPeople} new people, {done.KnownPeople} who were here already. Its mail is paused."));
            return ExitCode.Done;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{file}: {unreadable.Message}");
            return ExitCode.WrongInput;
        }
    }
}
