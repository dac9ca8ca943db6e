using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>
/// Uploads over a real socket whose bytes come when the test says so. "Expect: 100-continue" makes it exact: the server answers it when it begins to read the body, so the
/// clock is moved when the headers have certainly arrived.
/// </summary>
public sealed class SlowUploadTests
{
    private const int Megabytes = 8;

    [Fact]
    public async Task Slow_upload_that_starts_ten_seconds_before_the_closing_instant_is_accepted()
    {
        await using var world = await SocketWorld.StartAsync();
        var form = await world.OpenFormAsync();
        world.App.Clock.Now = world.Closes.AddSeconds(-10);

        using var upload = await world.BeginAsync(form);
        Assert.Equal("HTTP/1.1 100 Continue", await upload.ReadStatusAsync());
        // 8 MB at 30 KB/s.
        await upload.SendAsync(0.5);
        world.App.Clock.Advance(TimeSpan.FromSeconds(Megabytes * 1024 / 30));
        await upload.SendAsync(1);

        Assert.StartsWith("HTTP/1.1 302", await upload.ReadStatusAsync(), StringComparison.Ordinal);
        Assert.Equal(world.Closes.AddSeconds(-10), (await world.CurrentVersionAsync())!.ReceivedAt);
    }

    [Fact]
    public async Task What_is_required_from_the_deadline_on_is_not_required_of_an_upload_that_started_before_it()
    {
        await using var world = await SocketWorld.StartAsync();
        var call = CallForm.Untouched(world.Event.Id);
        _ = call.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Why?") with { Requirement = QuestionRequirement.FromDate, RequiredFrom = world.Closes });
        await world.App.SeedAsync(call);
        var form = await world.OpenFormAsync();
        world.App.Clock.Now = world.Closes.AddSeconds(-10);

        using var upload = await world.BeginAsync(form);
        Assert.Equal("HTTP/1.1 100 Continue", await upload.ReadStatusAsync());
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await upload.SendAsync(1);

        Assert.StartsWith("HTTP/1.1 302", await upload.ReadStatusAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await world.CurrentVersionAsync())!.Number);
    }

    [Fact]
    public async Task Upload_that_starts_a_second_after_the_grace_is_refused_before_its_body_is_read()
    {
        await using var world = await SocketWorld.StartAsync();
        var form = await world.OpenFormAsync();
        world.App.Clock.Now = world.Closes.AddMinutes(5).AddSeconds(1);

        using var upload = await world.BeginAsync(form);

        // No "100 Continue" comes before it, and nothing of the body was sent.
        Assert.Equal("HTTP/1.1 400 Bad Request", await upload.ReadStatusAsync());
        var answer = await upload.ReadRestAsync();
        Assert.Contains("Connection: close", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("The submission deadline has passed", answer, StringComparison.Ordinal);
        Assert.Equal(1, (await world.CurrentVersionAsync())!.Number);
    }

    [Fact]
    public async Task Upload_in_the_last_second_of_the_grace_is_read()
    {
        await using var world = await SocketWorld.StartAsync();
        var form = await world.OpenFormAsync();
        world.App.Clock.Now = world.Closes.AddMinutes(5);

        using var upload = await world.BeginAsync(form);
        Assert.Equal("HTTP/1.1 100 Continue", await upload.ReadStatusAsync());
        await upload.SendAsync(1);

        Assert.StartsWith("HTTP/1.1 302", await upload.ReadStatusAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await world.CurrentVersionAsync())!.Number);
    }

    [Fact]
    public async Task Upload_that_breaks_off_leaves_the_old_version_in_place()
    {
        await using var world = await SocketWorld.StartAsync();
        var form = await world.OpenFormAsync();

        using (var upload = await world.BeginAsync(form))
        {
            Assert.Equal("HTTP/1.1 100 Continue", await upload.ReadStatusAsync());
            await upload.SendAsync(0.5);
        }

        // Another upload goes through afterwards: the broken one holds nothing.
        using var second = await world.BeginAsync(form);
        Assert.Equal("HTTP/1.1 100 Continue", await second.ReadStatusAsync());
        Assert.Equal(1, (await world.CurrentVersionAsync())!.Number);
        await second.SendAsync(1);
        Assert.StartsWith("HTTP/1.1 302", await second.ReadStatusAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await world.CurrentVersionAsync())!.Number);
    }

    private sealed class SocketWorld : IAsyncDisposable
    {
        private SocketWorld(WorkshopApp app, WorkshopEvent of, HttpClient browser, CookieContainer cookies, string edit)
        {
            App = app;
            Event = of;
            Browser = browser;
            Cookies = cookies;
            Edit = edit;
        }

        public WorkshopApp App { get; }

        public WorkshopEvent Event { get; }

        public DateTimeOffset Closes => Event.SubmissionsClose;

        private HttpClient Browser { get; }

        private CookieContainer Cookies { get; }

        private string Edit { get; }

        private Uri Base => App.ClientOptions.BaseAddress;

        /// <summary>Ada has submitted a first version and has signed in.</summary>
        public static async Task<SocketWorld> StartAsync()
        {
            var app = WorkshopApp.OnSocket();
            var of = Given.Event(Given.Settings() with { SubmissionsClose = WorkshopApp.Start.AddDays(1), GraceMinutes = 5 });
            var file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
            await app.SeedAsync(of, file);
            var ada = await app.PersonAsync("Ada", AuthorsWorld.Ada);
            var submission = Given.Submitted(of, 1, ada, file, "A paper", ("Ada", AuthorsWorld.Ada));
            await app.SeedAsync(submission);
            var cookies = new CookieContainer();
#pragma warning disable CA2000 // The client disposes of its handler.
            var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = app.ClientOptions.BaseAddress };
#pragma warning restore CA2000
            using var signedIn = await browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = AuthorsWorld.Ada, ["Input.Password"] = Given.Password });
            return new SocketWorld(app, of, browser, cookies, $"/e/{of.Slug}/submissions/{submission.Id}/edit");
        }

        /// <summary>The fields of the form as they stand, before the clock is moved.</summary>
        public async Task<IReadOnlyList<KeyValuePair<string, string>>> OpenFormAsync()
        {
            var page = await Browser.GetDocumentAsync(Edit);
            return
            [
                .. page.QuerySelectorAll("main form[enctype] input[name], main form[enctype] textarea[name]")
                    .Where(field => field.GetAttribute("type") is not ("file" or "checkbox") && (field.GetAttribute("type") != "radio" || field.HasAttribute("checked")))
                    .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.Value : field.GetAttribute("value") ?? "")),
                KeyValuePair.Create("act", "save"),
            ];
        }

        /// <summary>Sends the headers of a POST with the form and a PDF of 8 MB.</summary>
        public async Task<SlowUpload> BeginAsync(IReadOnlyList<KeyValuePair<string, string>> form)
        {
            const string boundary = "slow-upload-boundary";
            using var body = new MemoryStream();
            foreach (var (name, value) in form)
            {
                body.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
            }

            body.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"Input.File\"; filename=\"slow.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"));
            body.Write(LargePdf());
            body.Write(Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n"));
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"POST {Edit} HTTP/1.1\r\nHost: {Base.Authority}\r\nCookie: {Cookies.GetCookieHeader(Base)}\r\nExpect: 100-continue\r\nContent-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {body.Length}\r\n\r\n");
            return await SlowUpload.BeginAsync(Base, head, body.ToArray());
        }

        public async Task<SubmissionVersion?> CurrentVersionAsync() =>
            await App.QueryAsync(db => Task.FromResult(db.SubmissionVersions.OrderByDescending(version => version.Number).FirstOrDefault()));

        public async ValueTask DisposeAsync()
        {
            Browser.Dispose();
            await App.DisposeAsync();
        }

        /// <summary>Two pages; a comment, which readers skip, makes it large. Readers begin at the end, so the trailer stands there again.</summary>
        private static byte[] LargePdf()
        {
            var pdf = AuthorsWorld.Pdf(2);
            var trailer = pdf.AsSpan(pdf.AsSpan().LastIndexOf("startxref"u8)).ToArray();
            return [.. pdf, .. Encoding.ASCII.GetBytes("\n%" + new string('x', Megabytes * 1024 * 1024) + "\n"), .. trailer];
        }
    }

    private sealed class SlowUpload : IDisposable
    {
        private readonly TcpClient _client = new();
        private readonly byte[] _body;
        private int _sent;

        private SlowUpload(byte[] body) => _body = body;

        public static async Task<SlowUpload> BeginAsync(Uri server, string head, byte[] body)
        {
            var upload = new SlowUpload(body);
            await upload._client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
            await upload._client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            return upload;
        }

        /// <param name="share">How much of the body is sent then, 0 to 1.</param>
        public async Task SendAsync(double share)
        {
            var to = (int)(_body.Length * share);
            await _client.GetStream().WriteAsync(_body.AsMemory(_sent, to - _sent), TestContext.Current.CancellationToken);
            _sent = to;
        }

        /// <summary>The next status line; for an interim answer the empty line after it is read too.</summary>
        public async Task<string> ReadStatusAsync()
        {
            var line = await ReadLineAsync();
            if (line.StartsWith("HTTP/1.1 1", StringComparison.Ordinal))
            {
                await ReadLineAsync();
            }

            return line;
        }

        /// <summary>To the end of the page. Not until the server closes: it closes while a body is still announced, and then may take back what it has not sent yet.</summary>
        public async Task<string> ReadRestAsync()
        {
            using var reader = new StreamReader(_client.GetStream(), Encoding.UTF8, leaveOpen: true);
            var answer = new StringBuilder();
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                answer.AppendLine(line);
                if (line.Contains("</html>", StringComparison.Ordinal))
                {
                    break;
                }
            }

            return answer.ToString();
        }

        public void Dispose() => _client.Dispose();

        private async Task<string> ReadLineAsync()
        {
            var line = new StringBuilder();
            var one = new byte[1];
            while (await _client.GetStream().ReadAsync(one, TestContext.Current.CancellationToken) == 1)
            {
                if (one[0] == '\n')
                {
                    break;
                }

                line.Append((char)one[0]);
            }

            return line.ToString().TrimEnd('\r');
        }
    }
}
