namespace Workshop.Web.Platform.Jobs;

/// <summary>The Jobs settings, read once.</summary>
public sealed class JobSettings(IConfiguration configuration)
{
    /// <summary>False where jobs are run by hand: in tests and for the verbs of the command line.</summary>
    public bool Enabled { get; } = configuration.GetValue("Jobs:Enabled", true);

    /// <summary>Jobs at the same time on this node.</summary>
    public int MaxConcurrency { get; } = configuration.GetValue("Jobs:MaxConcurrency", 2) is var max and > 0
        ? max
        : throw new InvalidOperationException("Jobs:MaxConcurrency must be at least 1.");

    /// <summary>Several nodes may share a PostgreSQL database; a SQLite file has one.</summary>
    public bool Clustered { get; } = configuration["Database:Provider"] == "PostgreSql";
}
