namespace Workshop.Web.Startup;

public static class Jobs
{
    public static void AddJobs(this WebApplicationBuilder builder) => _ = builder;
}
