using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Workshop.Data.People;

namespace Workshop.Web.Features.Accounts;

/// <summary>
/// Remembers in which browser an account was asked for. There the link in the mail needs one press; anywhere else it needs the password too.
/// Otherwise somebody could register another's address with a password of their own, and wait for the owner to confirm it.
/// </summary>
public sealed class RegistrationCookie(IDataProtectionProvider protection)
{
    private const string Name = "workshop.registration";

    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.RegistrationCookie.v1");

    public void Remember(HttpContext context, Guid registrationId) => context.Response.Cookies.Append(Name, _protector.Protect(registrationId.ToString()), new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = Registration.Lasts,
        Path = "/account",
    });

    public bool IsFrom(HttpContext context, Guid registrationId)
    {
        try
        {
            return context.Request.Cookies[Name] is { } value && _protector.Unprotect(value) == registrationId.ToString();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, new CookieOptions { Path = "/account" });
}
