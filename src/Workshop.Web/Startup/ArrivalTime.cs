using Workshop.Web.Features.Shared;

namespace Workshop.Web.Startup;

public static class ArrivalTimeStartup
{
    /// <summary>First in the pipeline: a request counts from the moment its headers arrived, before a byte of its body is read.</summary>
    public static void UseArrivalTime(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use((context, next) =>
        {
            context.Features.Set(new ArrivalTime(time.GetUtcNow()));
            return next(context);
        });
    }
}
