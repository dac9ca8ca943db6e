using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Features.Admin;

namespace Workshop.Web.Startup;

public static class Setup
{
    public static void AddSetup(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SetupToken>();
        builder.Services.AddHostedService<SetupAnnouncement>();
    }
}

/// <summary>Once the server listens: prints the link that opens the set-up page, unless there is an administrator.</summary>
internal sealed class SetupAnnouncement(IServiceScopeFactory scopes, IServer server, SetupToken token, IConfiguration configuration) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // A test host listens nowhere and has no console to read.
        if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } listening)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<WorkshopDb>().People.AnyAsync(person => person.IsAdministrator, cancellationToken))
        {
            return;
        }

        var site = configuration["Site:PublicUrl"] is { Length: > 0 } configured ? configured.TrimEnd('/') : Reachable(listening);
        Console.WriteLine();
        Console.WriteLine("Workshop is new here. Open this link to create the first administrator and the first event:");
        Console.WriteLine($"  {site}/setup?token={token.Value}");
        Console.WriteLine();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>"Listen everywhere" is no address to open.</summary>
    private static string Reachable(string address) =>
        address.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal).TrimEnd('/');
}
