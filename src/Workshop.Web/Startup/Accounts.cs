using Microsoft.AspNetCore.Identity;
using Workshop.Data;
using Workshop.Data.People;

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
                options.Password.RequiredLength = 10;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 4;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<WorkshopDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
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
