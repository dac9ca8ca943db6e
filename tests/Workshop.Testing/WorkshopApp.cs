using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Web.Platform.Jobs;
using Workshop.Web.Platform.Mail;

namespace Workshop.Testing;

/// <summary>
/// The whole application on a database of its own and a clock that the test holds. Jobs and mail do not run by themselves unless a test says so.
/// </summary>
public sealed class WorkshopApp : WebApplicationFactory<Program>
{
    public static readonly DateTimeOffset Start = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new();
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<Action<IServiceCollection>> _services = [];

    public ManualClock Clock { get; } = new(Start);

    /// <summary>Whether starting makes sure that every registered service can be made.</summary>
    public bool ValidatesServices { get; init; }

    /// <summary>For settings beyond the database; before the first request.</summary>
    public WorkshopApp With(string key, string value)
    {
        _settings[key] = value;
        return this;
    }

    /// <summary>Services of the test's own, or in place of the application's; before the first request.</summary>
    public WorkshopApp With(Action<IServiceCollection> services)
    {
        _services.Add(services);
        return this;
    }

    /// <summary>A browser that keeps cookies and does not follow redirects by itself.</summary>
    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>For a real browser: on a port of its own, <c>ClientOptions.BaseAddress</c>. Started at once, so settings come before as pairs.</summary>
    public static WorkshopApp OnSocket(params (string Key, string Value)[] settings)
    {
        var app = new WorkshopApp();
        foreach (var (key, value) in settings)
        {
            app.With(key, value);
        }

        app.UseKestrel(0);
        app.StartServer();
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

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (key, value) in _database.Settings.Concat(_settings))
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting("Limits:SensitivePostsPerMinute", _settings.GetValueOrDefault("Limits:SensitivePostsPerMinute", "10000"));
        builder.UseSetting("Limits:UploadsPerMinute", _settings.GetValueOrDefault("Limits:UploadsPerMinute", "10000"));
        // Long enough for a busy machine; who tests a late verdict says so.
        builder.UseSetting("Checks:WaitMilliseconds", _settings.GetValueOrDefault("Checks:WaitMilliseconds", "60000"));
        builder.UseSetting("Jobs:Enabled", _settings.GetValueOrDefault("Jobs:Enabled", "false"));
        // Every service of every host: DependencyTests does it once.
        builder.UseDefaultServiceProvider(options => options.ValidateOnBuild = ValidatesServices);
        builder.ConfigureServices(services =>
        {
            // Slow on purpose outside; here only time.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            foreach (var add in _services)
            {
                add(services);
            }
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _database.Dispose();
        }
    }
}
