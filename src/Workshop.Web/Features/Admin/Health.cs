using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Domain.Mail;
using Workshop.Web.Platform.Tools;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Admin;

/// <summary>How the installation is doing, with a sentence for everything that somebody should do something about.</summary>
public sealed record Health(
    string Database, string DataDirectory, long FreeBytes, bool MailIsCaptured, IReadOnlyList<(string State, int Count)> Mails, IReadOnlyList<(string State, int Count)> Jobs, IReadOnlyList<InstalledTool> Tools, IReadOnlyList<string> ToDo)
{
    public string Free => FreeBytes >= 10_000_000_000 ? $"{FreeBytes / 1_000_000_000} GB" : $"{FreeBytes / 1_000_000} MB";
}

public sealed class ReadHealth(WorkshopDb db, DataDirectory directory, ToolInventory inventory, IConfiguration configuration, IHostEnvironment environment, TimeProvider time)
{
    private const long LittleSpace = 1_000_000_000;

    public async Task<Health> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var tools = await inventory.ListAsync(cancel);
        var free = new DriveInfo(directory.Root).AvailableFreeSpace;

        // A mail that is not to go before an instant is not waiting for anything that an administrator could do something about, and its number would tell of a release.
        var mails = (await db.OutgoingMails.Where(mail => mail.State != MailState.Queued || mail.NextAttemptAt <= now || mail.Attempts > 0).GroupBy(mail => mail.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel)).ToDictionary(group => group.Key, group => group.Count);
        var jobs = (await db.JobRuns.GroupBy(run => run.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel)).ToDictionary(group => group.Key, group => group.Count);
        var waiting = now - TimeSpan.FromMinutes(10);
        var stuck = await db.OutgoingMails.CountAsync(mail => mail.State == MailState.Queued && mail.NextAttemptAt < waiting && !db.MailPauses.Any(pause => pause.Id == mail.EventId), cancel);
        var paused = await db.MailPauses.AnyAsync(pause => pause.Id == MailPause.Everything, cancel);
        var trouble = await db.MailServerTroubles.AsNoTracking().FirstOrDefaultAsync(cancel);
        var isCaptured = configuration["Mail:Transport"] == "Captured";

        var toDo = tools.Where(tool => !tool.IsThere).Select(tool => $"{tool.Name} is missing, so {tool.Purpose} does not work. Install it: apt-get install {tool.Package}").ToList();
        void When(bool isSo, string sentence)
        {
            if (isSo)
            {
                toDo.Add(sentence);
            }
        }

        When(free < LittleSpace, "There is little space left on the disk of the data directory. Make room: without it no upload can be accepted.");
        When(isCaptured && !environment.IsDevelopment(), "Mail is captured: nobody receives any. Set Mail:Transport to Smtp and Mail:Smtp to your mail server.");
        When(string.IsNullOrEmpty(configuration["Site:PublicUrl"]) && !environment.IsDevelopment(), "Site:PublicUrl is not set, so the links in mails depend on what each request says. Set it to the address of this site.");
        When(paused, "All mail is paused: nobody gets any, password resets included. The mail page lets it go on.");
        When(trouble is not null, $"The mail server has taken nothing for a while: {trouble?.Said}");
        When(mails.GetValueOrDefault(MailState.Failed) > 0, "Some mails could not be delivered. The mail page of each event shows which and why.");
        When(mails.GetValueOrDefault(MailState.Uncertain) > 0, "Of some mails it is not known whether they arrived: the server stopped while it handed them over.");
        When(stuck > 0 && !paused && trouble is null, $"{stuck} {(stuck == 1 ? "mail waits" : "mails wait")} for more than ten minutes beyond the time when they should have gone. Does the server keep up?");
        When(jobs.GetValueOrDefault(JobState.Interrupted) > 0, "Some jobs were interrupted when the server stopped. Start them again where they were started.");

        return new Health(
            await DatabaseAsync(cancel),
            directory.Root,
            free,
            isCaptured,
            [.. Enum.GetValues<MailState>().Select(state => (state.ToString(), mails.GetValueOrDefault(state)))],
            [.. Enum.GetValues<JobState>().Select(state => (state.ToString(), jobs.GetValueOrDefault(state)))],
            tools,
            toDo);
    }

    private async Task<string> DatabaseAsync(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            var name = db.Database.ProviderName?.Contains("Sqlite", StringComparison.Ordinal) == true ? "SQLite" : "PostgreSQL";
            return $"{name} {db.Database.GetDbConnection().ServerVersion}";
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
