using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Workshop.Data;
using Workshop.Domain.Jobs;
using Workshop.Web.Platform.Print;

namespace Workshop.Testing;

/// <summary>One running host and its database; see <see cref="WorkshopApp"/>, which is what tests hold.</summary>
internal sealed class TestHost(IReadOnlyDictionary<string, string> settings, IReadOnlyList<Action<IServiceCollection>> services, bool validatesServices) : WebApplicationFactory<Program>
{
    private static readonly ChromiumSeats Browsers = new(Options.Create(new PrintSettings { KeepBrowser = TimeSpan.FromMinutes(5) }));

    private readonly TestDatabase _database = new();
    private readonly RequestCount _requests = new();

    public RelayedClock Clock { get; } = new();

    /// <summary>Empties the database and forgets what the last test set. False when something of that test still goes on here: then nobody else may get this host.</summary>
    public bool MakeLikeNew()
    {
        if (!_requests.WaitForNone(TimeSpan.FromSeconds(5)) || IsAtWork())
        {
            return false;
        }

        Services.GetRequiredService<IHostEnvironment>().EnvironmentName = Environments.Development;
        _database.Empty();
        return true;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Development);
        foreach (var (key, value) in _database.Settings.Concat(settings))
        {
            builder.UseSetting(key, value);
        }

        builder.UseSetting("Limits:SensitivePostsPerMinute", settings.GetValueOrDefault("Limits:SensitivePostsPerMinute", "10000"));
        builder.UseSetting("Limits:UploadsPerMinute", settings.GetValueOrDefault("Limits:UploadsPerMinute", "10000"));
        // Hosts outlive tests: what many of them ask for within a minute is not one visitor's doing.
        builder.UseSetting("Limits:AutosavesPerMinute", settings.GetValueOrDefault("Limits:AutosavesPerMinute", "10000"));
        builder.UseSetting("Limits:LookUpsPerMinute", settings.GetValueOrDefault("Limits:LookUpsPerMinute", "10000"));
        // Long enough for a busy machine; who tests a late verdict says so.
        builder.UseSetting("Checks:WaitMilliseconds", settings.GetValueOrDefault("Checks:WaitMilliseconds", "60000"));
        builder.UseSetting("Jobs:Enabled", settings.GetValueOrDefault("Jobs:Enabled", "false"));
        // Every service of every host: DependencyTests does it once.
        builder.UseDefaultServiceProvider(options => options.ValidateOnBuild = validatesServices);
        builder.ConfigureServices(collection =>
        {
            // Slow on purpose outside; here only time.
            collection.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
            collection.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            collection.AddSingleton<IStartupFilter>(_requests);
            // Starting a browser takes longer than what tests print.
            collection.Replace(ServiceDescriptor.Singleton(Browsers));
            foreach (var add in services)
            {
                add(collection);
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

    /// <summary>Uploads are checked and jobs run behind the requests; their rows say whether one is under way.</summary>
    private bool IsAtWork()
    {
        using var scope = Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        return db.SubmissionVersions.Any(version => version.CheckedAt == null) || db.JobRuns.Any(run => run.State == JobState.Running);
    }

    /// <summary>The clock of whichever test holds the host.</summary>
    internal sealed class RelayedClock : TimeProvider
    {
        public TimeProvider Shown { get; set; } = System;

        public override DateTimeOffset GetUtcNow() => Shown.GetUtcNow();
    }

    private sealed class RequestCount : IStartupFilter
    {
        private int _underWay;

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(CountAsync);
            next(app);
        };

        /// <summary>A browser that hung up leaves its request to the server.</summary>
        public bool WaitForNone(TimeSpan most) => SpinWait.SpinUntil(() => Volatile.Read(ref _underWay) == 0, most);

        private async Task CountAsync(HttpContext context, RequestDelegate next)
        {
            Interlocked.Increment(ref _underWay);
            try
            {
                await next(context);
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }
    }
}
