using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Data.Mail;
using Workshop.Domain.Mail;
using Workshop.Testing;
using Workshop.Web.Platform.Mail;

namespace Workshop.IntegrationTests.Mail;

public sealed class OutboxTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task The_same_mail_is_remembered_once()
    {
        await _app.SeedAsync(OutgoingMail.Write(Draft("1"), _app.Clock.Now));

        var exception = await Assert.ThrowsAsync<DbUpdateException>(() => _app.SeedAsync(OutgoingMail.Write(Draft("1"), _app.Clock.Now)));

        Assert.True(await _app.QueryAsync(db => Task.FromResult(db.Violates(exception, ConstraintNames.MailOnce))));
    }

    [Fact]
    public async Task Adding_the_missing_ones_twice_adds_them_once()
    {
        MailDraft[] drafts = [Draft("1"), Draft("2"), Draft("2"), Draft("3", "bob@theory.example")];
        async Task<int> AddAsync() => await _app.QueryAsync(async db =>
        {
            var added = await db.AddMissingMailAsync(drafts, _app.Clock.Now, TestContext.Current.CancellationToken);
            Assert.Equal(0, await db.AddMissingMailAsync(drafts, _app.Clock.Now, TestContext.Current.CancellationToken));
            await db.SaveChangesAsync();
            return added;
        });

        Assert.Equal(3, await AddAsync());
        Assert.Equal(0, await AddAsync());
        Assert.Equal(3, await _app.QueryAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Fact]
    public async Task A_mail_that_was_being_handed_over_when_the_server_died_is_uncertain_after_the_next_start()
    {
        var mail = OutgoingMail.Write(Draft("1"), _app.Clock.Now);
        mail.StartSending(_app.Clock.Now);
        await _app.SeedAsync(mail);

        await MarkLeftAsync(_app.Clock.Now);
        await _app.DeliverMailAsync();

        var row = await _app.QueryAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync());
        Assert.Equal((MailState.Uncertain, "The server stopped while this mail was being handed over. It may or may not have arrived."), (row.State, row.LastError));
    }

    [Fact]
    public async Task A_mail_that_another_node_is_handing_over_is_left_alone_until_that_node_must_be_gone()
    {
        var mail = OutgoingMail.Write(Draft("1"), _app.Clock.Now);
        mail.StartSending(_app.Clock.Now);
        await _app.SeedAsync(mail);

        _app.Clock.Advance(MailDelivery.GoneAfter - TimeSpan.FromMilliseconds(1));
        await _app.DeliverMailAsync();
        Assert.Equal(MailState.Sending, await _app.QueryAsync(db => db.OutgoingMails.Select(row => row.State).SingleAsync()));

        _app.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _app.DeliverMailAsync();
        Assert.Equal(MailState.Uncertain, await _app.QueryAsync(db => db.OutgoingMails.Select(row => row.State).SingleAsync()));
    }

    [Theory]
    [InlineData("Mail:Transport", "Pigeon", "Mail:Transport is 'Pigeon'; it must be Captured (nothing leaves this machine), Smtp or Sendmail.")]
    [InlineData("Mail:From", "workshop@localhost", "Mail:From is 'workshop@localhost'; it must be the e-mail address that mails come from, like workshop@university.edu.")]
    [InlineData("Mail:Smtp:Host", "", "Mail:Smtp:Host is empty; it must name the mail server, like smtp.university.edu.")]
    [InlineData("Mail:Smtp:Port", "0", "Mail:Smtp:Port must lie between 1 and 65535.")]
    [InlineData("Mail:Smtp:TimeoutSeconds", "301", "Mail:Smtp:TimeoutSeconds must lie between 0.1 and 300.")]
    [InlineData("Mail:Smtp:StartTls", "false", "Mail:Smtp:User is set while Mail:Smtp:StartTls is false: the password would travel unprotected. Set StartTls to true, or leave User empty.")]
    [InlineData("Site:PublicUrl", "workshop", "Site:PublicUrl must be the address of this server, like https://workshop.university.edu, when mail is sent: links in mails begin with it.")]
    [InlineData("Mail:PerMinute", "-1", "Mail:PerMinute must lie between 0 and 100000.")]
    [InlineData("Mail:Connections", "0", "Mail:Connections must lie between 1 and 20.")]
    public void A_setting_that_cannot_work_stops_the_start_with_a_sentence(string key, string value, string sentence)
    {
        _app.With("Mail:Transport", "Smtp").With("Mail:From", "workshop@theory.example").With("Mail:Smtp:Host", "smtp.theory.example").With("Mail:Smtp:User", "workshop")
            .With("Site:PublicUrl", "https://workshop.theory.example").With(key, value);

        Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(() => _app.Services).Message);
    }

    private async Task MarkLeftAsync(DateTimeOffset before)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailDelivery>().MarkLeftAsync(before, CancellationToken.None);
    }

    private static MailDraft Draft(string about, string to = "ada@theory.example") => new("test", about, Given.Email(to), "Ada", "Hello", "Hello.");
}
