namespace Workshop.Web.Platform.Tools;

/// <summary>Where a program is.</summary>
internal static class ToolPath
{
    /// <summary>The absolute path of the first program of that name on the PATH, or of that absolute path; null when there is none.</summary>
    public static string? Find(string tool)
    {
        if (Path.IsPathFullyQualified(tool))
        {
            return IsProgram(tool) ? tool : null;
        }

        if (tool.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return null;
        }

        string[] names = OperatingSystem.IsWindows() ? [tool + ".exe"] : [tool];
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            foreach (var name in names)
            {
                // A relative entry would mean "wherever we happen to stand".
                if (Path.IsPathFullyQualified(folder) && Path.Combine(folder, name) is var path && IsProgram(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    private static bool IsProgram(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
