namespace Workshop.Web.Startup;

/// <summary>The whole server as a table of contents: one line per concern, each in its own file of this folder.</summary>
public static class WorkshopServer
{
    public static void AddWorkshop(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataDirectory();
        builder.AddDatabase();
        builder.AddAccounts();
        builder.AddSecurity();
        builder.AddMail();
        builder.AddJobs();
        builder.AddTools();
        builder.AddFeatures();
    }

    public static void UseWorkshop(this WebApplication app)
    {
        app.UseArrivalTime();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }
}
