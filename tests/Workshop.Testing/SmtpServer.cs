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

/// <summary>One mail as it came over the wire.</summary>
/// <param name="Text">Headers, empty line, body; dot-stuffing removed.</param>
public sealed record ReceivedMail(string From, string To, string Text)
{
    /// <summary>The header lines, unfolded.</summary>
    public IReadOnlyList<string> Headers => Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n");

    /// <summary>The text of a mail that says it is base64 in UTF-8, as ours do.</summary>
    public string Body => Encoding.UTF8.GetString(Convert.FromBase64String(Text[Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]));

    public string Header(string name) => Headers.Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
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

    public SmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public SmtpBehaviour Behaviour { get; set; }

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
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(StreamReader reader, Func<string, Task> say)
    {
        var behaviour = Behaviour;
        var from = "";
        var to = "";
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
                case "RCPT" when behaviour == SmtpBehaviour.RefuseRecipient:
                    await say("550 5.1.1 No such user");
                    break;
                case "RCPT" when behaviour == SmtpBehaviour.Greylist:
                    await say("451 4.7.1 Greylisted, come back later");
                    break;
                case "RCPT":
                    to = line;
                    await say("250 OK");
                    break;
                case "DATA" when behaviour == SmtpBehaviour.DropBeforeText:
                    return;
                case "DATA":
                    await say("354 Go on");
                    var text = await TextAsync(reader);
                    if (behaviour == SmtpBehaviour.RefuseText)
                    {
                        await say("554 5.6.0 Looks like spam");
                        break;
                    }

                    _received.Enqueue(new ReceivedMail(from, to, text));
                    if (behaviour == SmtpBehaviour.HangBeforeConfirming)
                    {
                        await Task.Delay(Timeout.Infinite, _stopping.Token);
                    }

                    if (behaviour == SmtpBehaviour.DropBeforeConfirming)
                    {
                        return;
                    }

                    await say("250 Taken");
                    break;
                case "QUIT":
                    await say("221 Bye");
                    return;
                default:
                    await say("250 OK");
                    break;
            }
        }
    }

    private async Task<string> TextAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }
}
