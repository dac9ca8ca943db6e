namespace Workshop.Web.Features.Shared;

/// <summary>The zone of the person who reads, from the cookie <c>tz</c> that site.js sets. Whoever has no script sees the event's zone and AoE.</summary>
public static class ReaderZone
{
    public const string CookieName = "tz";

    /// <summary>Null when there is no cookie or when it names no zone that this machine knows.</summary>
    public static TimeZoneInfo? Of(HttpRequest request) => Parse(request.Cookies[CookieName]);

    /// <summary>Null for anything but a known IANA name; a cookie is written by the client and may hold anything.</summary>
    public static TimeZoneInfo? Parse(string? id)
    {
        // On Linux a zone is a file below a folder: nothing that could leave that folder reaches the look-up.
        if (string.IsNullOrEmpty(id) || id.Length > 64 || id[0] == '/' || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+'))
        {
            return null;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
    }
}
