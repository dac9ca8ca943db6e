using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop migrate</c></summary>
public static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the configured database to the version of this program. Serving does this too; use it before starting several nodes.");
        command.SetAction(async (parsed, cancel) =>
        {
            // Building the server migrates; nothing is started.
            await using var app = await WorkshopServer.BuildAsync([]);
            await using var scope = app.Services.CreateAsyncScope();
            var applied = await scope.ServiceProvider.GetRequiredService<WorkshopDb>().Database.GetAppliedMigrationsAsync(cancel);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"The database is at {applied.Last()}.");
        });
        return command;
    }
}
