using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workshop.Testing;

/// <summary>How the server behaves towards the mail that comes next.</summary>
public enum SmtpBehaviour
{
    Accept,

    /// <summary>550 at the recipient.</summary>
    RefuseRecipient,

    /// <summary>451 at the recipient, as greylisting does.</summary>
    Greylist,

    /// <summary>554 after the text.</summary>
    RefuseText,

    /// <summary>530 at the sender: we have not signed in.</summary>
    RefuseSender,

    /// <summary>Closes the connection before it asks for the text.</summary>
    DropBeforeText,

    /// <summary>Takes the mail and closes the connection without the final 250.</summary>
    DropBeforeConfirming,

    /// <summary>Takes the mail and never says so.</summary>
    HangBeforeConfirming,
}

/// <summary>How far a conversation has got.</summary>
public enum SmtpStage
{
    Connected,
    Recipient,

    /// <summary>The server has asked for the text and got nothing of it yet.</summary>
    Text,

    /// <summary>The final dot has come and the mail is kept; the 250 is still to be said.</summary>
    Taken,

    /// <summary>The 250 was said.</summary>
    Confirmed,
}

/// <summary>One mail as it came over the wire.</summary>
/// <param name="Text">Headers, empty line, body; dot-stuffing removed. One char is one byte.</param>
public sealed record ReceivedMail(string From, string To, string Text)
{
    /// <summary>Whether the server said 250 after it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>The header lines, unfolded.</summary>
    public IReadOnlyList<string> Headers => MimePart.HeadersOf(Text);

    /// <summary>Its parts that have no parts themselves, in order; a mail that is no multipart is its own part.</summary>
    public IReadOnlyList<MimePart> Parts => [.. MimePart.Of(Text)];

    /// <summary>The plain text.</summary>
    public string Body => Parts.Single(part => part.Type == "text/plain").Content;

    public string Header(string name) => Headers.Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
}

/// <summary>A part of a mail, transfer encoding removed; ours are all base64.</summary>
/// <param name="Type">Lower case, without parameters.</param>
/// <param name="Content">As UTF-8.</param>
public sealed record MimePart(string Type, IReadOnlyList<string> Headers, string Content)
{
    public static IReadOnlyList<string> HeadersOf(string text) =>
        text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");

    public static IEnumerable<MimePart> Of(string text)
    {
        var headers = HeadersOf(text);
        var content = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var type = headers.Single(line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))["Content-Type:".Length..].Trim();
        if (!type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            yield return new MimePart(type.Split(';')[0].ToLowerInvariant(), headers, Encoding.UTF8.GetString(Convert.FromBase64String(content)));
            yield break;
        }

        var boundary = System.Text.RegularExpressions.Regex.Match(type, "boundary=\"?([^\";]+)").Groups[1].Value;
        foreach (var part in content.Split("--" + boundary).Skip(1).TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal)))
        {
            foreach (var inner in Of(part.TrimStart('\r', '\n')))
            {
                yield return inner;
            }
        }
    }
}

/// <summary>A small SMTP server on a port of its own. It keeps what it took, also what it did not confirm.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;
    private bool _stopped;
    private int _count;

    public SmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public SmtpBehaviour Behaviour { get; set; }

    /// <summary>Says how the server behaves towards a recipient ("RCPT TO:&lt;…&gt;"); null for <see cref="Behaviour"/>.</summary>
    public Func<string, SmtpBehaviour>? Choose { get; set; }

    /// <summary>Told at every stage, and waited for; the whole number counts the conversations from 1.</summary>
    public Func<int, SmtpStage, Task>? Reached { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<ReceivedMail> Received => [.. _received];

    /// <summary>Hangs up on everybody. A test may do it in the middle to be without a server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _conversations.Add(ConverseAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await AnswerAsync(reader, text => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stopping.Token).AsTask());
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(StreamReader reader, Func<string, Task> say)
    {
        var behaviour = Behaviour;
        var number = Interlocked.Increment(ref _count);
        var from = "";
        var to = "";
        await ReachedAsync(SmtpStage.Connected);
        await say("220 test");
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpper(CultureInfo.InvariantCulture))
            {
                case "MAIL" when behaviour == SmtpBehaviour.RefuseSender:
                    await say("530 5.7.0 Authentication required");
                    break;
                case "MAIL":
                    from = line;
                    await say("250 OK");
                    break;
                case "RCPT" when Choose is { } choose && (behaviour = choose(line)) == SmtpBehaviour.RefuseRecipient:
                case "RCPT" when behaviour == SmtpBehaviour.RefuseRecipient:
                    await say("550 5.1.1 No such user");
                    break;
                case "RCPT" when behaviour == SmtpBehaviour.Greylist:
                    await say("451 4.7.1 Greylisted, come back later");
                    break;
                case "RCPT":
                    to = line;
                    await ReachedAsync(SmtpStage.Recipient);
                    await say("250 OK");
                    break;
                case "DATA" when behaviour == SmtpBehaviour.DropBeforeText:
                    return;
                case "DATA":
                    await say("354 Go on");
                    await ReachedAsync(SmtpStage.Text);
                    if (await TextAsync(reader) is not { } text)
                    {
                        return; // The line ended before the final dot, so there is no mail.
                    }

                    if (behaviour == SmtpBehaviour.RefuseText)
                    {
                        await say("554 5.6.0 Looks like spam");
                        break;
                    }

                    var confirms = behaviour is not (SmtpBehaviour.HangBeforeConfirming or SmtpBehaviour.DropBeforeConfirming);
                    _received.Enqueue(new ReceivedMail(from, to, text) { IsConfirmed = confirms });
                    await ReachedAsync(SmtpStage.Taken);
                    if (behaviour == SmtpBehaviour.HangBeforeConfirming)
                    {
                        await Task.Delay(Timeout.Infinite, _stopping.Token);
                    }

                    if (!confirms)
                    {
                        return;
                    }

                    await say("250 Taken");
                    await ReachedAsync(SmtpStage.Confirmed);
                    break;
                case "QUIT":
                    await say("221 Bye");
                    return;
                default:
                    await say("250 OK");
                    break;
            }
        }

        Task ReachedAsync(SmtpStage stage) => Reached?.Invoke(number, stage) ?? Task.CompletedTask;
    }

    /// <summary>Null when the connection ended before the final dot.</summary>
    private async Task<string?> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            if (line == ".")
            {
                return text.ToString();
            }

            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }
}
