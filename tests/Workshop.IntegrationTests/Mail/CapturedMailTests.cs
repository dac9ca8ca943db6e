using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workshop.Domain.Mail;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Mail;

public sealed class CapturedMailTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task In_development_anybody_reads_it_newest_first()
    {
        await MailAsync("The first", "1");
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await MailAsync("The second", "2");

        var page = await _app.Browser().GetDocumentAsync("/mail/captured");

        Assert.Equal(["The second", "The first"], page.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.Equal("/mail/captured", page.QuerySelector("footer a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Links_in_a_message_can_be_followed_and_nothing_in_it_is_html()
    {
        await MailAsync("Confirm", "1", "Open <b>this</b> (https://workshop.example/confirm?token=a&b=\"c\").\njavascript:alert(1)\n");
        var list = await _app.Browser().GetDocumentAsync("/mail/captured");
        var path = list.QuerySelector("tbody th a")!.GetAttribute("href")!;

        var message = (await _app.Browser().GetDocumentAsync(path)).QuerySelector("pre.mail")!;

        Assert.Equal("Open <b>this</b> (https://workshop.example/confirm?token=a&b=\"c\").\njavascript:alert(1)\n", message.TextContent);
        var link = Assert.Single(message.Children);
        Assert.Equal("https://workshop.example/confirm?token=a&b=", link.GetAttribute("href"));
    }

    [Fact]
    public async Task Delivering_marks_it_as_sent_and_sends_nothing()
    {
        await MailAsync("Hello", "1");

        await _app.DeliverMailAsync();

        Assert.Equal(MailState.Sent, await _app.QueryAsync(db => db.OutgoingMails.Select(mail => mail.State).SingleAsync()));
    }

    [Fact]
    public async Task Where_mail_is_sent_there_is_no_such_page()
    {
        _app.With("Mail:Transport", "Smtp").With("Mail:From", "workshop@theory.example").With("Mail:Smtp:Host", "127.0.0.1").With("Site:PublicUrl", "https://workshop.theory.example");
        var mail = await MailAsync("Hello", "1");

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/mail/captured")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"/mail/captured/{mail.Id}")).StatusCode);
    }

    [Fact]
    public async Task Outside_development_it_is_closed_to_everybody_but_administrators()
    {
        var mail = await MailAsync("A secret link", "1");
        await _app.PersonAsync("Ada", "ada@theory.example");
        await _app.PersonAsync("Root", "root@theory.example");
        await _app.QueryAsync(async db =>
        {
            (await db.People.SingleAsync(person => person.Name == "Root")).MakeAdministrator();
            return await db.SaveChangesAsync();
        });
        var ada = await _app.SignedInAsync("ada@theory.example");
        var root = await _app.SignedInAsync("root@theory.example");
        _app.Services.GetRequiredService<IHostEnvironment>().EnvironmentName = Environments.Production;

        foreach (var path in new[] { "/mail/captured", $"/mail/captured/{mail.Id}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
            var page = await root.GetDocumentAsync(path);
            Assert.Contains("A secret link", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("footer a"));
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path) => await _app.Browser().GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<OutgoingMail> MailAsync(string subject, string about, string body = "Hello.")
    {
        var mail = OutgoingMail.Write(new MailDraft("test", about, Given.Email("ada@theory.example"), "Ada", subject, body) { IsPrivate = true }, _app.Clock.Now);
        await _app.SeedAsync(mail);
        return mail;
    }
}
