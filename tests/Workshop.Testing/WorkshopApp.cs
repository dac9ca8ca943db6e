using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Web.Platform.Jobs;
using Workshop.Web.Platform.Mail;

namespace Workshop.Testing;

/// <summary>
/// The whole application on a database of its own and a clock that the test holds. Jobs and mail do not run by themselves unless a test says so. Building a host
/// takes longer than most tests: one without wishes of its own is taken over from a test that is done with it, with an empty database.
/// </summary>
public sealed class WorkshopApp : IDisposable, IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly ConcurrentBag<TestHost> Idle = [];

    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<Action<IServiceCollection>> _services = [];
    private readonly Lock _starting = new();
    private TestHost? _host;
    private bool _onSocket;
    private bool _disposed;

    static WorkshopApp() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        while (Idle.TryTake(out var left))
        {
            left.Dispose();
        }
    };

    public ManualClock Clock { get; } = new(Start);

    /// <summary>Whether starting makes sure that every registered service can be made.</summary>
    public bool ValidatesServices { get; init; }

    public IServiceProvider Services => Host.Services;

    public WebApplicationFactoryClientOptions ClientOptions => Host.ClientOptions;

    private bool IsLikeAnyOther => _settings.Count == 0 && _services.Count == 0 && !ValidatesServices && !_onSocket;

    private TestHost Host
    {
        get
        {
            // Tests of what happens at the same moment ask at the same moment.
            lock (_starting)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return _host ??= Begin();
            }
        }
    }

    /// <summary>For settings beyond the database; before the first request.</summary>
    public WorkshopApp With(string key, string value)
    {
        MustNotHaveStarted();
        _settings[key] = value;
        return this;
    }

    /// <summary>Services of the test's own, or in place of the application's; before the first request.</summary>
    public WorkshopApp With(Action<IServiceCollection> services)
    {
        MustNotHaveStarted();
        _services.Add(services);
        return this;
    }

    /// <summary>A browser that keeps cookies and does not follow redirects by itself.</summary>
    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public HttpClient CreateClient(WebApplicationFactoryClientOptions options) => Host.CreateClient(options);

    /// <summary>For a real browser: on a port of its own, <c>ClientOptions.BaseAddress</c>. Started at once, so settings come before as pairs.</summary>
    public static WorkshopApp OnSocket(params (string Key, string Value)[] settings) => OnSocket(_ => { }, settings);

    public static WorkshopApp OnSocket(Action<IServiceCollection> services, params (string Key, string Value)[] settings)
    {
        var app = new WorkshopApp { _onSocket = true };
        app.With(services);
        foreach (var (key, value) in settings)
        {
            app.With(key, value);
        }

        _ = app.Host;
        return app;
    }

    public async Task<T> QueryAsync<T>(Func<WorkshopDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<WorkshopDb>());
    }

    /// <summary>Adds rows as the world before the test, in one save.</summary>
    public async Task SeedAsync(params object[] rows)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>Runs a use case or asks a service the way a job does: in a scope of its own.</summary>
    public async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> action)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await action(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Runs every queued job to its end, oldest first, those included that jobs ask for; gives them as they ended.</summary>
    public async Task<IReadOnlyList<JobRun>> RunJobsAsync()
    {
        var ended = new List<JobRun>();
        while (await QueryAsync(db => db.JobRuns.AsNoTracking().Where(run => run.State == JobState.Queued).OrderBy(run => run.CreatedAt).FirstOrDefaultAsync()) is { } next)
        {
            await Services.GetRequiredService<JobRunner>().RunAsync(next.Id, CancellationToken.None);
            ended.Add(await QueryAsync(db => db.JobRuns.AsNoTracking().SingleAsync(run => run.Id == next.Id)));
        }

        return ended;
    }

    /// <summary>One delivery pass over the mails that are due by <see cref="Clock"/>.</summary>
    public async Task DeliverMailAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailDelivery>().RunAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_host is null)
        {
            return;
        }

        if (IsLikeAnyOther && _host.MakeLikeNew())
        {
            Idle.Add(_host);
        }
        else
        {
            _host.Dispose();
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private TestHost Begin()
    {
        if (!IsLikeAnyOther || !Idle.TryTake(out var host))
        {
            host = new TestHost(_settings, _services, ValidatesServices);
            if (_onSocket)
            {
                host.UseKestrel(0);
                host.StartServer();
            }
        }

        host.Clock.Shown = Clock;
        return host;
    }

    private void MustNotHaveStarted()
    {
        if (_host is not null)
        {
            throw new InvalidOperationException("The host runs already: say what is different about it before the first request.");
        }
    }
}
