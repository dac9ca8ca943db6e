namespace Workshop.Web.Features.Shared;

/// <summary>What a status code means to the person who meets it, and what to do next.</summary>
public sealed record ErrorWords(string Title, string Advice)
{
    public static ErrorWords For(int code) => code switch
    {
        400 => new("This request could not be read", "The form may have been open for a long time. Go back, reload the page and send it again; most browsers keep what you typed."),
        403 => new("This page is not open to you", "You are signed in, but not with an account that may do this. If you have another account, sign in with it; otherwise ask the organizers."),
        404 => new("There is no page here", "The address may be mistyped, the page may have moved, or it may not be visible to you. Sign in if you have not, and look again."),
        405 => new("This address does not take that request", "Go back to the page before and use its buttons."),
        413 => new("This file is too large", "Choose a smaller file and send it again. A PDF often shrinks when its pictures are saved at a lower resolution."),
        429 => new("Too many requests in a short time", "Wait a minute, then try again. Nothing you saved is lost."),
        503 => new("The server is busy or being updated", "Wait a minute, then try again. Nothing you saved is lost."),
        >= 500 => new("Something failed on our side", "What you saved before is safe. Try again in a minute; if it fails again, tell the organizers and give them the request id below."),
        _ => new("This request was not accepted", "Go back to the page before and try again."),
    };
}
