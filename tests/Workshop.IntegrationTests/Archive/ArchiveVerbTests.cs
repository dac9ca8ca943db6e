using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Testing;
using Workshop.Web.Commands;
using Workshop.Web.Features.Archive;

namespace Workshop.IntegrationTests.Archive;

/// <summary>The verbs, on files of their own.</summary>
public sealed class ArchiveVerbTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("workshop-verbs-test-");

    [Fact]
    public async Task Export_and_import_answer_the_shell()
    {
        await using var app = new WorkshopApp();
        await using var fresh = new WorkshopApp();
        var e = Given.Event();
        await app.SeedAsync(e, Given.Organizer(e, "otto@chairs.example"));
        var file = Path.Combine(_directory.FullName, "event.zip");

        Assert.Equal((2, "There is no event “nothing”."), await RunAsync(async errors =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await ExportCommand.RunAsync(scope.ServiceProvider, "nothing", file, true, TextWriter.Null, errors, CancellationToken.None);
        }));
        Assert.Empty(_directory.EnumerateFiles());
        Assert.Equal((0, ""), await RunAsync(async errors =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await ExportCommand.RunAsync(scope.ServiceProvider, e.Slug, file, true, TextWriter.Null, errors, CancellationToken.None);
        }));
        Assert.Equal("event.zip", Assert.Single(_directory.EnumerateFiles()).Name);
        AssertIsForItsOwnerAlone(file);

        Assert.Equal((0, ""), await ImportAsync(fresh, file));
        var (code, said) = await ImportAsync(fresh, file);
        Assert.Equal(2, code);
        Assert.Equal($"{file}: This event is here already, at /e/{e.Slug}. An event can be in one installation once.", said);
        Assert.Equal(2, (await ImportAsync(fresh, file + "x")).Code);
    }

    [Fact]
    public async Task A_backup_is_the_whole_database_and_comes_back()
    {
        var (one, two, backup) = (Path.Combine(_directory.FullName, "one"), Path.Combine(_directory.FullName, "two"), Path.Combine(_directory.FullName, "backup.db"));

        Assert.Equal(0, await CommandLine.RunAsync(["backup", "--out", backup, $"--Data:Directory={one}", "--Database:Provider=Sqlite", "--Logging:LogLevel:Default=Warning"]));
        AssertIsForItsOwnerAlone(backup);
        Assert.Equal(2, await CommandLine.RunAsync(["backup", "--out", backup, $"--Data:Directory={one}", "--Database:Provider=Sqlite", "--Logging:LogLevel:Default=Warning"]));
        Assert.Equal(2, await CommandLine.RunAsync(["restore", backup, $"--Data:Directory={one}", "--Database:Provider=Sqlite", "--Logging:LogLevel:Default=Warning"]));
        Assert.Equal(0, await CommandLine.RunAsync(["restore", backup, $"--Data:Directory={two}", "--Database:Provider=Sqlite", "--Logging:LogLevel:Default=Warning"]));
        Assert.True(File.Exists(Path.Combine(two, "workshop.db")));
        Assert.Equal(3, await CommandLine.RunAsync(["restore", backup, $"--Data:Directory={two}", "--Database:Provider=PostgreSql"]));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }

    private static void AssertIsForItsOwnerAlone(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static Task<(int Code, string Errors)> ImportAsync(WorkshopApp app, string file) => RunAsync(async errors =>
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await ImportCommand.RunAsync(scope.ServiceProvider, file, null, ArchiveLimits.Usual, TextWriter.Null, errors, CancellationToken.None);
    });

    private static async Task<(int Code, string Errors)> RunAsync(Func<TextWriter, Task<int>> verb)
    {
        await using var errors = new StringWriter();
        return (await verb(errors), errors.ToString().Trim());
    }
}
