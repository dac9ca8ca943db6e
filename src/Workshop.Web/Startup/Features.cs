using Workshop.Web.Features.Abstracts;
using Workshop.Web.Features.Cards;
using Workshop.Web.Features.Discussion;
using Workshop.Web.Features.Feeds;
using Workshop.Web.Features.Programme;
using Workshop.Web.Features.Programme.Prints;
using Workshop.Web.Features.Reviews;
using Workshop.Web.Features.Shared;
using Workshop.Web.Features.Submissions;
using Workshop.Web.Features.Subscriptions;

namespace Workshop.Web.Startup;

/// <summary>Razor Pages with Features as their root, and the use cases that pages call.</summary>
public static class FeaturesStartup
{
    public static void AddFeatures(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentViewer>();
        services.AddScoped<CurrentEvent>();
        services.AddScoped<CurrentDeadlines>();
        services.AddScoped<SiteAddress>();
        services.AddScoped<PageFrame>();
        services.AddScoped<FrameFilter>();
        services.AddScoped<Typist>();
        services.AddScoped<LostSession>();
        services.AddScoped<HoldRefusedForms>();
        services.AddScoped<GiveBackHeldForms>();
        services.AddSingleton<MatchingMemory>();
        services.AddScoped<EventMatching>();
        services.AddSingleton<ReviewerCopyCache>();
        services.AddScoped<ReminderLinks>();
        services.AddSingleton<AuthorLinks>();
        services.AddSingleton<DigestLinks>();
        services.AddScoped<DiscussionReading>();
        services.AddScoped<DiscussionActs>();
        services.AddSingleton<CheckSettings>();
        services.AddSingleton<VersionChecks>();
        services.AddSingleton<WriteTurns>();
        services.AddSingleton<SelectionCookie>();
        services.AddSingleton<FirstPages>();
        services.AddPrintDocuments();
        if (builder.Configuration.GetValue("Jobs:Enabled", true))
        {
            services.AddHostedService<SweepingService>();
        }

        AddPublicFace(services);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "workshop.antiforgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // the default never asks for https
        });
        services.AddRazorPages().WithRazorPagesRoot("/Features").AddMvcOptions(options =>
        {
            options.Filters.AddService<FrameFilter>();
            options.Filters.AddService<HoldRefusedForms>();
            options.Filters.AddService<GiveBackHeldForms>();
        });
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        AddUseCases(services);
    }

    /// <summary>Abstract pages, cards, feeds, subscriptions.</summary>
    private static void AddPublicFace(IServiceCollection services)
    {
        services.AddSingleton<RelatedMemory>();
        services.AddScoped<ItemPages>();
        services.AddSingleton<EventCards>();
        services.AddScoped<EventNews>();
        services.AddScoped<SubscriptionLinks>();
    }

    /// <summary>Every class of a feature folder with a RunAsync is a use case or a job; the list makes itself.</summary>
    private static void AddUseCases(IServiceCollection services)
    {
        foreach (var type in typeof(FeaturesStartup).Assembly.GetTypes())
        {
            if (type is { IsClass: true, IsAbstract: false } && type.Namespace?.StartsWith("Workshop.Web.Features.", StringComparison.Ordinal) == true && type.GetMethod("RunAsync") is not null)
            {
                services.AddScoped(type);
            }
        }
    }
}
