using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Workshop.Web.Features.Shared;

/// <summary>
/// A form that arrives without a valid session: expired, signed out in another tab, or made for somebody else. What was typed is held, the person signs in, and the page
/// comes back with everything in its place; nothing is saved by that. <see cref="HideWhatIsForbidden"/> calls this for visitors, the filters below for the rest.
/// </summary>
public sealed class LostSession(HoldForm hold, Typist typist)
{
    public const string Kept = "You were signed out. Sign in to go on; what you typed is kept.";

    public const string SomebodyElses =
        "That form was opened by another account, which was signed in here before. Nothing was saved. What was typed is kept for two hours: sign out, and sign in to that account to go on.";

    public const string DeskClosed = "Your desk was closed. Ask for a new link, or sign in.";

    public const string KeptAtDesk = "Your desk was closed. What you typed is kept for two hours: open your desk again in this browser by a new link, then go back to the page.";

    private const string Cookie = "workshop.held";

    /// <summary>Holds the form of this request, when it is one of ours and something was typed. Pages that ask by script keep their text themselves.</summary>
    /// <returns>Who typed it; null when nothing is held.</returns>
    public async Task<Guid?> HoldAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || IsScript(request) || IsForeign(request))
        {
            return null;
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }

        if (typist.Read(form) is not { } person || !PostedFields.HasAny(form))
        {
            return null;
        }

        var key = request.Cookies[Cookie] is { Length: 22 } known ? known : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        if (!await hold.RunAsync(person, key, PageOf(request), PostedFields.Write(form), form.Files.Any(file => file.Length > 0), context.RequestAborted))
        {
            return null;
        }

        context.Response.Cookies.Append(Cookie, key, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = request.IsHttps,
            MaxAge = Data.People.HeldForm.Lasts,
        });
        return person;
    }

    public static string? KeyOf(HttpContext context) => context.Request.Cookies[Cookie];

    public static bool IsScript(HttpRequest request) => request.Headers.XRequestedWith == "XMLHttpRequest";

    /// <summary>The page with the form, to come back to: never the handler that a button named.</summary>
    public static string PageOf(HttpRequest request) =>
        request.PathBase + request.Path + QueryString.Create(request.Query.Where(part => !string.Equals(part.Key, "handler", StringComparison.OrdinalIgnoreCase)).SelectMany(part => part.Value.Select(value => KeyValuePair.Create(part.Key, value))));

    public static string SignIn(string page) => "/account/sign-in?returnUrl=" + Uri.EscapeDataString(page);

    /// <summary>Browsers say where a form comes from. The field of <see cref="Typist"/> proves it as well; this costs nothing.</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].FirstOrDefault() is not (null or "same-origin" or "none")
        || (request.Headers.Origin.FirstOrDefault() is { Length: > 0 } origin && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The same for somebody who is signed in, but not as the person that the form was made for, or whose form is too old for its token.</summary>
public sealed class HoldRefusedForms(LostSession lost, ITempDataDictionaryFactory tempData) : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            if (LostSession.IsScript(http.Request))
            {
                context.Result = new StatusCodeResult(StatusCodes.Status401Unauthorized);
            }
            else if (await lost.HoldAsync(http) is { } typist)
            {
                context.Result = Answer(http, typist);
            }
        }

        await next();
    }

    private RedirectResult Answer(HttpContext http, Guid typist)
    {
        var page = LostSession.PageOf(http.Request);
        var viewer = Typist.PersonId(http);
        if (viewer == typist)
        {
            return new RedirectResult(page);
        }

        // The filter that usually saves it does not run for a request that was refused so early.
        var flash = tempData.GetTempData(http);
        flash[PageAnswers.FlashKey] = viewer is null ? LostSession.Kept : LostSession.SomebodyElses;
        flash.Save();
        return new RedirectResult(viewer is null ? LostSession.SignIn(page) : "/account");
    }
}

/// <summary>Gives back what was held, on the page that it was typed on.</summary>
public sealed class GiveBackHeldForms(HoldForm hold, FormRefill refill, PageFrame frame) : IAsyncPageFilter
{
    public const string Sentence = "You were signed out. What you typed is below; it is not saved yet.";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var viewer = Typist.PersonId(http);
        var key = LostSession.KeyOf(http);
        if (viewer is not { } person || key is null)
        {
            await next();
            return;
        }

        var page = LostSession.PageOf(http.Request);
        if (!HttpMethods.IsGet(http.Request.Method))
        {
            await hold.ForgetAsync(person, [page], http.RequestAborted);
            await next();
            return;
        }

        var executed = await next();
        if (executed.Result is PageResult && context.HandlerInstance is PageModel model && await hold.FindAsync(person, key, page, http.RequestAborted) is { } held)
        {
            await refill.RunAsync(model, PostedFields.Read(held.Fields));
            http.Items[typeof(GiveBackHeldForms)] = true;
            frame.Notices.Add(new Notice(NoticeKind.Warning, held.HadFile ? $"{Sentence} Choose your file again: a file cannot be kept." : Sentence));
        }
    }

    /// <summary>Whether this page shows something that was held, and so is not saved.</summary>
    public static bool HappenedTo(HttpContext context) => context.Items.ContainsKey(typeof(GiveBackHeldForms));
}
