using System.Diagnostics.CodeAnalysis;

namespace Workshop.Web.Platform.Tools;

/// <summary>Reads a pipe and keeps the first part of it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A memory stream holds nothing that needs to be let go.")]
internal sealed class CappedReading
{
    private readonly MemoryStream _kept = new();
    private readonly Stream _pipe;
    private readonly int _most;
    private readonly TaskCompletionSource? _flood;
    private readonly Task _reading;

    /// <summary>Keeps <paramref name="most"/> bytes. When there are more, tells <paramref name="flood"/> and stops; with null it reads on and throws the rest away.</summary>
    public CappedReading(Stream pipe, int most, TaskCompletionSource? flood)
    {
        _pipe = pipe;
        _most = most;
        _flood = flood;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>
    /// What was kept. Waits for the end of the pipe only a moment: without bubblewrap a child may have left its group and taken the pipe along.
    /// </summary>
    public async Task<byte[]> FinishAsync()
    {
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(2)));
        lock (_kept)
        {
            return _kept.ToArray();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[32 << 10];
        try
        {
            while (await _pipe.ReadAsync(buffer) is > 0 and var count)
            {
                lock (_kept)
                {
                    var room = _most - (int)_kept.Length;
                    _kept.Write(buffer, 0, Math.Min(count, room));
                    if (count > room && _flood is not null)
                    {
                        _flood.TrySetResult();
                        return;
                    }
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process object was disposed while a runaway child still held the pipe; what was read counts.
        }
    }
}
