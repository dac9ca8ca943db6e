using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain.People;
using Workshop.Web.Commands;
using Workshop.Web.Commands.Demo;

namespace Workshop.IntegrationTests.Archive;

[CollectionDefinition(nameof(DemoArchive))]
public sealed class DemoArchiveTestGroup : ICollectionFixture<DemoArchive>;

/// <summary>The demo's event with its programme, made by the use cases once for all these tests, which only read it. It is in SQLite whatever the database of the tests is.</summary>
public sealed class DemoArchive : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("workshop-archive-test-");
    private WebApplication? _app;

    public IServiceProvider Services => _app!.Services;

    public Guid EventId { get; private set; }

    /// <summary>Everything, as the command line packs it.</summary>
    public byte[] Whole { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _app = await DemoCommand.BuildAsync(DemoStage.Programme, "http://localhost:5080", _directory.FullName, CancellationToken.None);
        EventId = await QueryAsync(db => db.Events.Select(e => e.Id).SingleAsync());
        Whole = await ArchiveTools.ExportAsync(Services, EventId);
    }

    public async Task<T> QueryAsync<T>(Func<WorkshopDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<WorkshopDb>());
    }

    public async Task<Viewer> ViewerAsync(string address)
    {
        var id = await QueryAsync(db => db.PersonEmails.Where(email => email.NormalizedAddress == address).Select(email => email.PersonId).SingleAsync());
        return await QueryAsync(db => db.LoadViewerAsync(id, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Delete(recursive: true);
    }
}
