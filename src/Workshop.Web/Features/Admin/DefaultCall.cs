namespace Workshop.Web.Features.Admin;

/// <summary>A call that an organizer can leave as it is. The page above it says the dates, the place, the limits and the topics.</summary>
internal static class DefaultCall
{
    public const string Text = """
        We invite **extended abstracts** of new or already published work on the topics above.

        Accepted abstracts are presented as a talk or as a poster. The workshop is non-archival: what you present here can be published elsewhere.

        ## How to submit

        - One PDF within the page limit; references count, a supplement is not read.
        - One author needs an account. Co-authors are named in the form.
        - Until the deadline you can change everything, as often as you like.
        """;
}
