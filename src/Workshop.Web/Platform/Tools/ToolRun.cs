using System.Text;

namespace Workshop.Web.Platform.Tools;

/// <summary>What to run: a tool's name, its arguments one by one, and the files that it finds in its working folder.</summary>
/// <param name="Tool">A name to be found on the PATH ("pdfinfo"), or an absolute path.</param>
/// <param name="Arguments">Handed over as they are; no shell reads them.</param>
public sealed record ToolRun(string Tool, IReadOnlyList<string> Arguments)
{
    public ToolLimits Limits { get; init; } = new();

    /// <summary>On its standard input; null for nothing.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>
    /// False for a program of the machine's own that works with the machine, as sendmail does: it is bounded in time and memory, but sees network and files, waits for no
    /// place among the others, and what it leaves running when it ends well is left running.
    /// </summary>
    public bool IsConfined { get; init; } = true;

    /// <summary>Plain file names and their contents, written into the tool's own folder before it starts.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();
}

/// <summary>What a tool may use at most. The clock starts with the process, not while waiting for a free place.</summary>
/// <param name="Wall">From start to end.</param>
/// <param name="Processor">Time on a processor, for each process; rounded up to whole seconds.</param>
/// <param name="Memory">Address space in bytes for each process.</param>
/// <param name="Output">Bytes on standard output, and in each file that it writes.</param>
public sealed record ToolLimits(TimeSpan Wall, TimeSpan Processor, long Memory, int Output)
{
    /// <summary>What any file may cost us: 10 s, 512 MB, and 64 MB of output.</summary>
    public ToolLimits()
        : this(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), 512L << 20, 64 << 20)
    {
    }
}

public enum ToolEnd
{
    /// <summary>It came to its own end; the exit code says whether it liked what it saw.</summary>
    Exited,

    /// <summary>The wall clock ran out.</summary>
    TimedOut,

    /// <summary>It wrote more than it may.</summary>
    OutputTooLarge,

    /// <summary>A signal ended it: the processor time ran out, memory was refused, or it crashed.</summary>
    Killed,

    /// <summary>It is not installed, or could not be started.</summary>
    Missing,
}

/// <param name="End">Why it ended.</param>
/// <param name="ExitCode">Only meaningful when it exited; 128 and above never appears there.</param>
/// <param name="Output">Standard output, cut at the limit.</param>
/// <param name="Errors">The first part of standard error.</param>
public sealed record ToolResult(ToolEnd End, int ExitCode, byte[] Output, string Errors)
{
    /// <summary>All of <see cref="ToolRun.Input"/> was written to it.</summary>
    public bool TookInput { get; init; }

    public bool Succeeded => End == ToolEnd.Exited && ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Output);
}
