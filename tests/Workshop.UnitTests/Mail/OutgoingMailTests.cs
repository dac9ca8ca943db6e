using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.UnitTests.Mail;

public sealed class OutgoingMailTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_header_can_be_smuggled_in()
    {
        var mail = Write(subject: "Hello\r\nBcc: all@uni.example\u2028X\0Y", name: "Ada\nLovelace");

        Assert.Equal("Hello Bcc: all@uni.example X Y", mail.Subject);
        Assert.Equal("Ada Lovelace", mail.ToName);
    }

    [Fact]
    public void A_passing_failure_is_tried_again_later_and_later()
    {
        var mail = Write();
        mail.StartSending(Now);
        mail.MarkFailed("451 greylisted", permanent: false, Now);
        Assert.Equal((MailState.Queued, Now.AddMinutes(1)), (mail.State, mail.NextAttemptAt));

        mail.StartSending(Now);
        mail.MarkFailed("451 greylisted", permanent: false, Now);
        Assert.Equal(Now.AddMinutes(5), mail.NextAttemptAt);
    }

    [Fact]
    public void It_is_given_up_after_the_last_attempt()
    {
        var mail = Write();
        for (var attempt = 1; attempt <= OutgoingMail.MaxAttempts; attempt++)
        {
            Assert.Equal(MailState.Queued, mail.State);
            mail.StartSending(Now);
            mail.MarkFailed("no route", permanent: false, Now);
        }

        Assert.Equal(MailState.Failed, mail.State);
    }

    [Fact]
    public void A_refusal_for_good_is_not_tried_again()
    {
        var mail = Write();
        mail.StartSending(Now);
        mail.MarkFailed("550 no such user", permanent: true, Now);

        Assert.Equal((MailState.Failed, "550 no such user"), (mail.State, mail.LastError));
    }

    private static OutgoingMail Write(string subject = "Hello", string name = "Ada") =>
        OutgoingMail.Write(new MailDraft("test", "1", EmailAddress.Parse("ada@uni.example").Value!, name, subject, "Body"), Now);
}
