using Microsoft.AspNetCore.Identity;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Domain.People;
using Workshop.Web.Features.Accounts;

namespace Workshop.Web.Startup;

/// <summary>ASP.NET Core Identity with our own pages. What differs from its defaults is said here.</summary>
public static class Accounts
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddIdentityCore<Account>(options =>
            {
                WorkshopDb.ConfigureStores(options);
                options.Password.RequiredLength = PasswordRule.MinLength;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = PasswordRule.MinDifferentCharacters;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<WorkshopDb>()
            .AddSignInManager<AccountSignIn>()
            .AddDefaultTokenProviders();
        // AddSignInManager registers it as the base class only.
        builder.Services.AddScoped(services => (AccountSignIn)services.GetRequiredService<SignInManager<Account>>());
        builder.Services.AddSingleton<AccountLinks>();
        builder.Services.AddSingleton<RegistrationCookie>();
        builder.Services.AddScoped<AttemptLimit>();
        builder.Services.AddScoped<MailLimit>();
        builder.Services.AddScoped<OwnAccount>();
        builder.Services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey replaces password and code, so the device must have asked for finger, face or screen lock; and it must know whose it is.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            // Otherwise the Host header decides, which only a proxy in front of us can vouch for.
            options.ServerDomain = Uri.TryCreate(builder.Configuration["Site:PublicUrl"], UriKind.Absolute, out var site) ? site.Host : null;
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        builder.Services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "workshop.session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            options.SlidingExpiration = true;
            options.LoginPath = "/account/sign-in";
            options.AccessDeniedPath = "/error/404";
            options.ReturnUrlParameter = "returnUrl";
        });
    }
}
