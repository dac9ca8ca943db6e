namespace Workshop.Web.Features.Shared;

/// <summary>
/// Makes absolute links for mails. <c>Site:PublicUrl</c> when it is set, which it must be on a public server: a forged Host header must not
/// decide where a reset link leads. Otherwise the address of the request, or of localhost when there is none.
/// </summary>
public sealed class SiteAddress(IConfiguration configuration, IHttpContextAccessor accessor)
{
    public string Base
    {
        get
        {
            if (configuration["Site:PublicUrl"] is { Length: > 0 } configured)
            {
                return configured.TrimEnd('/');
            }

            return accessor.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}" : "http://localhost:5080";
        }
    }

    /// <param name="path">Begins with a slash; already escaped.</param>
    public string Link(string path) => Base + path;
}
