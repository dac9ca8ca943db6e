using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Options;

namespace Workshop.Web.Platform.Tools;

/// <summary>
/// Runs one tool within limits: never through a shell, in a folder of its own that is gone afterwards, with nothing on standard input unless it is given,
/// ended with every process that it started. Whatever happens is a result; only a cancelled caller gets an exception.
/// </summary>
public sealed class ToolProcess(IOptions<ToolSettings> settings) : IDisposable
{
    private const int MostErrors = 64 << 10;
    private const int Kill = 9;

    private readonly SemaphoreSlim _places = new(settings.Value.PdfWorkers > 0 ? settings.Value.PdfWorkers : Environment.ProcessorCount);
    private readonly Confinement _confinement = new(settings.Value.Bubblewrap);

    /// <summary>Tools see no network and no file but programs, fonts and their own folder.</summary>
    public bool IsSandboxed => _confinement.HasBubblewrap;

    public async Task<ToolResult> RunAsync(ToolRun run, CancellationToken cancel)
    {
        if (ToolPath.Find(run.Tool) is not { } tool)
        {
            return new ToolResult(ToolEnd.Missing, 0, [], $"{run.Tool} is not installed.");
        }

        if (run.IsConfined)
        {
            await _places.WaitAsync(cancel);
        }

        try
        {
            var folder = Directory.CreateTempSubdirectory("workshop-tool-");
            try
            {
                foreach (var (name, content) in run.Files)
                {
                    await File.WriteAllBytesAsync(Path.Combine(folder.FullName, Path.GetFileName(name)), content, cancel);
                }

                return await RunAsync(_confinement.Start(tool, run, folder.FullName), run, cancel);
            }
            finally
            {
                Remove(folder);
            }
        }
        finally
        {
            if (run.IsConfined)
            {
                _places.Release();
            }
        }
    }

    public void Dispose() => _places.Dispose();

    private static async Task<ToolResult> RunAsync(ProcessStartInfo start, ToolRun run, CancellationToken cancel)
    {
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new ToolResult(ToolEnd.Missing, 0, [], failure.Message);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stop.CancelAfter(run.Limits.Wall);
        var input = WriteAsync(process, run.Input);
        var flood = new TaskCompletionSource();
        var output = new CappedReading(process.StandardOutput.BaseStream, run.Limits.Output, flood);
        var errors = new CappedReading(process.StandardError.BaseStream, MostErrors, null);
        var exited = process.WaitForExitAsync(stop.Token);
        await Task.WhenAny(exited, flood.Task);

        // Also after a good end: a child that it left behind must not outlive it, and would hold the pipes open.
        if (run.IsConfined || !exited.IsCompletedSuccessfully)
        {
            EndGroup(process);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        var tookInput = await input;
        var bytes = await output.FinishAsync();
        var complaint = Encoding.UTF8.GetString(await errors.FinishAsync());
        cancel.ThrowIfCancellationRequested();

        var end = flood.Task.IsCompleted ? ToolEnd.OutputTooLarge
            : !exited.IsCompletedSuccessfully ? ToolEnd.TimedOut
            : process.ExitCode > 128 ? ToolEnd.Killed
            : process.ExitCode != 0 && WasNotStarted(complaint) ? ToolEnd.Missing
            : ToolEnd.Exited;
        return new ToolResult(end, process.ExitCode, bytes, complaint) { TookInput = tookInput };
    }

    /// <summary>Whether the tool took all of it. One that ends early closes the pipe, which is its right.</summary>
    private static async Task<bool> WriteAsync(Process process, ReadOnlyMemory<byte>? input)
    {
        try
        {
            await using var pipe = process.StandardInput.BaseStream;
            await pipe.WriteAsync(input ?? ReadOnlyMemory<byte>.Empty);
            await pipe.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A tool locked its own folder; the system empties its temporary place, and the result stands.
        }
    }

    private static void EndGroup(Process process)
    {
        // First the group. On a busy machine a cancelled tool may not have got as far as having one, so then the process itself; and should it
        // have made its group and a child in between, the group once more. The number of a group stays taken as long as one member lives.
        EndMembers(process);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            EndMembers(process);
        }
    }

    private static void EndMembers(Process process)
    {
        if (Confinement.HasOwnGroup)
        {
            _ = SendSignal(-process.Id, Kill);
        }
    }

    /// <summary>The wrappers speak under their own name when they cannot start the tool; that says nothing about its input.</summary>
    private static bool WasNotStarted(string errors) =>
        Array.Exists(["bwrap: ", "prlimit: ", "setsid: "], wrapper => errors.StartsWith(wrapper, StringComparison.Ordinal));

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressMessage("Interoperability", "SYSLIB1054", Justification = "Generated code would need unsafe code allowed for the whole project; two integers do not.")]
    private static extern int SendSignal(int process, int signal);
}
