namespace Workshop.Web.Startup;

/// <summary>The whole server as a table of contents: one line per concern, each in its own file of this folder.</summary>
public static class WorkshopServer
{
    /// <summary>The server, ready to run, its database migrated.</summary>
    /// <param name="change">Has the last word on services: for the demo. Settings come as arguments, because some are read before this.</param>
    public static async Task<WebApplication> BuildAsync(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(WorkshopServer).Assembly.GetName().Name, // also when a test is what was started: the static files are found by this name
            ContentRootPath = AppContext.BaseDirectory, // appsettings.json lives at the repository root and is copied beside the binary
        });
        builder.AddWorkshop();
        change?.Invoke(builder);
        var app = builder.Build();
        await app.PrepareDatabaseAsync();
        app.UseWorkshop();
        return app;
    }

    private static void AddWorkshop(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataDirectory();
        builder.AddDatabase();
        builder.AddAccounts();
        builder.AddDesks();
        builder.AddSecurity();
        builder.AddMail();
        builder.AddJobs();
        builder.AddTools();
        builder.AddPublicSuffixes();
        builder.AddSetup();
        builder.AddUploads();
        builder.AddFeatures();
    }

    private static void UseWorkshop(this WebApplication app)
    {
        app.UseArrivalTime();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseRouting();
        app.UseNotFound();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseDesks();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }
}
