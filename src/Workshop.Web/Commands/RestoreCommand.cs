using System.CommandLine;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop restore file</c></summary>
public static class RestoreCommand
{
    private static readonly byte[] SqliteHeader = "SQLite format 3\0"u8.ToArray();

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "What “workshop backup” has written." };
        var command = new Command("restore", "Put a backup in the place of a SQLite database that is not there: move the old one away first, with no server running. Exit code 2: there is a database, or the file is no backup; 3: the database is PostgreSQL.") { file };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. parsed.UnmatchedTokens], ContentRootPath = AppContext.BaseDirectory });
            var errors = parsed.InvocationConfiguration.Error;
            if (builder.Configuration["Database:Provider"] != "Sqlite")
            {
                await errors.WriteLineAsync(BackupCommand.PostgreSqlHasItsOwn);
                return ExitCode.Impossible;
            }

            var (backup, database) = (parsed.GetRequiredValue(file), new DataDirectory(builder.Configuration).DatabaseFile);
            if (!await IsDatabaseAsync(backup, cancel))
            {
                await errors.WriteLineAsync($"{backup.FullName}: This is not a backup of a SQLite database.");
                return ExitCode.WrongInput;
            }

            // A journal without its database would be played back into the wrong one.
            if (((string[])["", "-wal", "-shm"]).Select(end => database + end).FirstOrDefault(File.Exists) is { } there)
            {
                await errors.WriteLineAsync($"{there}: There is a database already. Stop the server, move that file away, and try again.");
                return ExitCode.WrongInput;
            }

            File.Copy(backup.FullName, database);
            await using var app = await WorkshopServer.BuildAsync([.. parsed.UnmatchedTokens]); // brings an older backup up to date
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{database}: restored.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<bool> IsDatabaseAsync(FileInfo file, CancellationToken cancel)
    {
        if (!file.Exists)
        {
            return false;
        }

        var start = new byte[SqliteHeader.Length];
        await using var stream = file.OpenRead();
        return await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel) == start.Length && start.AsSpan().SequenceEqual(SqliteHeader);
    }
}
