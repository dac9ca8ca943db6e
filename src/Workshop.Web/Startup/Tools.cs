using Workshop.Web.Platform;

namespace Workshop.Web.Startup;

public static class Tools
{
    public static void AddTools(this WebApplicationBuilder builder) => builder.Services.AddPlatformTools(builder.Configuration);
}
