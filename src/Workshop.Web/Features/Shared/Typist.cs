using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// Says in every form who it was made for, so that what is typed can be given back to the same person when it arrives after their session has ended. Nobody
/// else can make such a field: another site can neither read it nor guess it, and it opens nothing by itself.
/// </summary>
public sealed class Typist(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    /// <summary>Two underscores: not a part of what was typed.</summary>
    public const string Field = "__typist";

    private readonly IDataProtector _protector = protection.CreateProtector("Workshop.Typist.v1");
    private string? _token;

    /// <summary>Null for visitors. The same for every form of one page.</summary>
    public string? Token => PersonId(accessor.HttpContext!) is { } id ? _token ??= _protector.Protect(id.ToString()) : null;

    /// <summary>Who the form was made for; null when it does not say, or says something forged.</summary>
    public Guid? Read(IFormCollection form)
    {
        try
        {
            return form[Field].FirstOrDefault() is { Length: > 0 } token && Guid.TryParse(_protector.Unprotect(token), out var id) ? id : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static Guid? PersonId(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true && Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}

/// <summary>Puts the field into every form that is posted; pages need not think of it. A host that holds no forms, as one that shows pages alone, needs no such field.</summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class TypistTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (string.Equals(context.AllAttributes["method"]?.Value?.ToString(), "post", StringComparison.OrdinalIgnoreCase) && ViewContext.HttpContext.RequestServices.GetService<Typist>()?.Token is { } token)
        {
            output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{Typist.Field}\" value=\"{token}\" />");
        }
    }
}
