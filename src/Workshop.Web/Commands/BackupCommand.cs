using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop backup --out file</c></summary>
public static class BackupCommand
{
    internal const string PostgreSqlHasItsOwn = "The configured database is PostgreSQL, which has tools of its own for this: pg_dump and pg_restore.";

    public static Command Create()
    {
        var outFile = new Option<FileInfo>("--out") { Required = true, Description = "The file to write. It must not exist yet: a backup never overwrites another one." };
        var command = new Command("backup", "Copy the whole SQLite database into one file, as it is at one instant; a running server need not stop. Only you can read the file. With PostgreSQL, use pg_dump. Exit code 2: it cannot be written there; 3: the database is PostgreSQL.") { outFile };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await WorkshopServer.BuildAsync([.. parsed.UnmatchedTokens]);
            await using var scope = app.Services.CreateAsyncScope();
            var errors = parsed.InvocationConfiguration.Error;
            if (app.Configuration["Database:Provider"] != "Sqlite")
            {
                await errors.WriteLineAsync(PostgreSqlHasItsOwn);
                return ExitCode.Impossible;
            }

            var file = parsed.GetRequiredValue(outFile).FullName;
            if (File.Exists(file) || !Directory.Exists(Path.GetDirectoryName(file)))
            {
                await errors.WriteLineAsync(File.Exists(file) ? $"{file}: There is a file of this name already." : $"{file}: There is no such folder.");
                return ExitCode.WrongInput;
            }

            try
            {
                await ExportedFile.Create(file).DisposeAsync();
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync($"{file}: {unwritable.Message}");
                return ExitCode.WrongInput;
            }

            try
            {
                // VACUUM INTO copies what a reader sees at one instant, journal included, and writes a compact file; one that is there must be empty.
                await scope.ServiceProvider.GetRequiredService<WorkshopDb>().Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancel);
            }
            catch
            {
                File.Delete(file);
                throw;
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{file}: the whole database. The keys that protect cookies are not in it; without them everybody signs in again.");
            return ExitCode.Done;
        });
        return command;
    }
}
