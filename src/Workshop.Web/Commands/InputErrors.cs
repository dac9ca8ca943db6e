using System.Globalization;

namespace Workshop.Web.Commands;

/// <summary>What is wrong with the files a verb was given, so that all of it can be shown at once: "file:line: reason".</summary>
public sealed class InputErrors
{
    private const int Shown = 50;
    private readonly List<string> _lines = [];

    public bool Any => _lines.Count > 0;

    public void Add(string file, long? line, string reason) =>
        _lines.Add(line is null ? $"{file}: {reason}" : string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {reason}"));

    /// <summary>Writes them and answers the exit code for wrong input.</summary>
    public int Report(TextWriter error)
    {
        foreach (var line in _lines.Take(Shown))
        {
            error.WriteLine(line);
        }

        if (_lines.Count > Shown)
        {
            error.WriteLine($"… and {_lines.Count - Shown} more.");
        }

        return ExitCode.WrongInput;
    }
}
