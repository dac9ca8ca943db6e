namespace Workshop.Web.Startup;

public static class Mail
{
    public static void AddMail(this WebApplicationBuilder builder) => _ = builder;
}
