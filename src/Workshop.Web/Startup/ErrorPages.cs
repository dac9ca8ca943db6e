namespace Workshop.Web.Startup;

public static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error/500");
        }

        app.UseStatusCodePagesWithReExecute("/error/{0}");
    }

    /// <summary>After routing: an address that names nothing is not found, for visitors too. Without this the fallback policy would first ask them to sign in.</summary>
    public static void UseNotFound(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
