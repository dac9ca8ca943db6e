using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Workshop.Domain.Events;

namespace Workshop.Web.Features.Programme;

/// <summary>Which selection this browser began without an account. Encrypted, because whoever knows the id may change the selection.</summary>
public sealed class SelectionCookie(IDataProtectionProvider protection)
{
    private const string Name = "workshop.programme";

    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.SelectionCookie.v1");

    /// <summary>Null without a cookie, and for one that is not ours.</summary>
    public Guid? Of(HttpContext context, WorkshopEvent e)
    {
        try
        {
            return context.Request.Cookies[Name] is { } value && _protector.Unprotect(value).Split(' ') is [var ofEvent, var id] && ofEvent == e.Id.ToString("n") && Guid.TryParseExact(id, "n", out var selection) ? selection : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Remember(HttpContext context, WorkshopEvent e, Guid selection) =>
        context.Response.Cookies.Append(Name, _protector.Protect($"{e.Id:n} {selection:n}"), Options(context, e));

    public static void Forget(HttpContext context, WorkshopEvent e) => context.Response.Cookies.Delete(Name, Options(context, e));

    private static CookieOptions Options(HttpContext context, WorkshopEvent e) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(400),
        Path = $"/e/{e.Slug}/programme",
    };
}
