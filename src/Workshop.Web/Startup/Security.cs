using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Startup;

/// <summary>Deny by default, answer 404 where existence is a secret, and tell browsers to run nothing but our own files.</summary>
public static class Security
{
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; object-src 'none'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'";

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Organizer, policy => policy.RequireAuthenticatedUser().AddRequirements(new EventRoleRequirement(EventRole.Organizer)))
            .AddPolicy(Policies.Reviewer, policy => policy.RequireAuthenticatedUser().AddRequirements(new EventRoleRequirement(EventRole.Reviewer)))
            .AddPolicy(Policies.Administrator, policy => policy.RequireAuthenticatedUser().AddRequirements(new EventRoleRequirement(EventRole.Administrator)));
        builder.Services.AddScoped<IAuthorizationHandler, EventRoleHandler>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, HideWhatIsForbidden>();
        builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            Limit(options, RateLimits.Sensitive, builder.Configuration.GetValue("Limits:SensitivePostsPerMinute", 20));
            Limit(options, RateLimits.Upload, builder.Configuration.GetValue("Limits:UploadsPerMinute", 60));
            Limit(options, RateLimits.Autosave, builder.Configuration.GetValue("Limits:AutosavesPerMinute", 600));
            LimitAll(options, RateLimits.LookUp, builder.Configuration.GetValue("Limits:LookUpsPerMinute", 60));
        });
    }

    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "SAMEORIGIN";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            context.Response.OnStarting(StoreNothingPrivate, context);
            return next(context);
        });
    }

    /// <summary>Pages with a form say so by themselves; this is for the others and for files. What is the same for everybody, style sheets and scripts, has a header of its own.</summary>
    private static Task StoreNothingPrivate(object state)
    {
        var context = (HttpContext)state;
        if (context.User.Identity?.IsAuthenticated == true && context.Response.Headers.CacheControl.Count == 0)
        {
            context.Response.Headers.CacheControl = "private, no-store";
        }

        return Task.CompletedTask;
    }

    /// <summary>Counts POSTs of one address on pages that carry the policy; looking at a page is free.</summary>
    private static void Limit(RateLimiterOptions options, string policy, int perMinute) =>
        options.AddPolicy(policy, context => HttpMethods.IsPost(context.Request.Method)
            ? OfAddress(context, perMinute)
            : RateLimitPartition.GetNoLimiter("looking")); // not a key that a POST can have: the first limiter made for a key stays

    private static void LimitAll(RateLimiterOptions options, string policy, int perMinute) => options.AddPolicy(policy, context => OfAddress(context, perMinute));

    private static RateLimitPartition<string> OfAddress(HttpContext context, int perMinute) => RateLimitPartition.GetSlidingWindowLimiter(
        context.Connection.RemoteIpAddress?.ToString() ?? "",
        _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
}
