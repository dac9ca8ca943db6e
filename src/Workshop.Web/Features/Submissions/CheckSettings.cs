namespace Workshop.Web.Features.Submissions;

/// <summary>The section "Checks" of the settings: how uploads are checked after they are stored.</summary>
public sealed class CheckSettings(IConfiguration configuration)
{
    /// <summary>Files checked at the same time on this node; 0 leaves all to the sweep.</summary>
    public int Workers { get; } = Math.Max(0, configuration.GetValue("Checks:Workers", 2));

    /// <summary>How long an upload waits for its verdict before the page is shown without it.</summary>
    public TimeSpan Wait { get; } = TimeSpan.FromMilliseconds(Math.Max(0, configuration.GetValue("Checks:WaitMilliseconds", 2000)));

    /// <summary>How often is looked for uploads that nobody checks, because a server stopped in between.</summary>
    public TimeSpan SweepEvery { get; } = TimeSpan.FromSeconds(Math.Max(1, configuration.GetValue("Checks:SweepEverySeconds", 10)));
}
