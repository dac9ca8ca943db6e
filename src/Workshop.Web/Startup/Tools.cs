namespace Workshop.Web.Startup;

public static class Tools
{
    public static void AddTools(this WebApplicationBuilder builder) => _ = builder;
}
