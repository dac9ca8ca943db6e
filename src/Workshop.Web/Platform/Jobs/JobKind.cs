namespace Workshop.Web.Platform.Jobs;

/// <summary>A kind of job and the class that does it.</summary>
/// <param name="Title">What is being done, for the page that shows its progress: "Printing the programme".</param>
/// <param name="Restartable">Whether a run that the server left in the middle is taken up again by itself; otherwise somebody must start it again.</param>
public sealed record JobKind(string Name, Type Job, bool Restartable, string Title);

public static class JobKindStartup
{
    /// <param name="kind">What <c>JobRun.Kind</c> says: dotted, lower case, stable.</param>
    public static IServiceCollection AddBackgroundJob<TJob>(this IServiceCollection services, string kind, bool restartable, string title = "Work in the background")
        where TJob : class, IBackgroundJob
    {
        services.AddSingleton(new JobKind(kind, typeof(TJob), restartable, title));
        services.AddScoped<TJob>();
        return services;
    }
}
