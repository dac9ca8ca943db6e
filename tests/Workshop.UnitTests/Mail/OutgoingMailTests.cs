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
    public void A_subject_is_cut_between_two_characters_and_says_so()
    {
        var letters = new string('a', OutgoingMail.MaxSubjectLength - 2);

        Assert.Equal(letters + "…", Write(subject: letters + "😀😀").Subject);
        Assert.Equal(letters + "ab", Write(subject: letters + "ab").Subject);
        Assert.Equal(letters + "a…", Write(subject: letters + "abc").Subject);
    }

    [Fact]
    public void A_passing_failure_is_tried_again_after_5_15_and_30_minutes_and_given_up_within_four_days()
    {
        var mail = Write();
        var at = Now;
        var waits = new List<TimeSpan>();
        while (mail.State == MailState.Queued)
        {
            mail.StartSending(at);
            mail.MarkFailed("451 greylisted", permanent: false, at);
            if (mail.State == MailState.Queued)
            {
                waits.Add(mail.NextAttemptAt - at);
                at = mail.NextAttemptAt;
            }
        }

        Assert.Equal([5.0, 15, 30, 60, 120, 240, 480, 960, 960, 960, 960, 960], waits.Select(wait => wait.TotalMinutes));
        Assert.InRange(at - Now, TimeSpan.FromDays(3.9), TimeSpan.FromDays(4));
        Assert.Equal((MailState.Failed, OutgoingMail.MaxAttempts), (mail.State, mail.Attempts));
    }

    [Fact]
    public void A_refusal_for_good_is_not_tried_again()
    {
        var mail = Write();
        mail.StartSending(Now);
        mail.MarkFailed("550 no such user", permanent: true, Now);

        Assert.Equal((MailState.Failed, "550 no such user"), (mail.State, mail.LastError));
    }

    [Fact]
    public void Trouble_with_the_server_is_no_attempt_and_the_mail_comes_back_after_a_minute()
    {
        var mail = Write();
        for (var i = 0; i < 2 * OutgoingMail.MaxAttempts; i++)
        {
            mail.StartSending(Now);
            mail.MarkUntried("no route", Now);
        }

        Assert.Equal((MailState.Queued, 0, Now.AddMinutes(1), false), (mail.State, mail.Attempts, mail.NextAttemptAt, mail.HasBegun));
    }

    [Theory]
    [InlineData("account.reset", MailPriority.Urgent)]
    [InlineData("reviewer.desk-link", MailPriority.Urgent)]
    [InlineData("reviewer.accepted", MailPriority.Receipt)]
    [InlineData("reviewer.reminder", MailPriority.Ordinary)]
    [InlineData("assignment.published", MailPriority.Ordinary)]
    public void What_goes_first_follows_from_the_kind_and_not_from_a_secret_link(string kind, MailPriority priority)
    {
        var mail = OutgoingMail.Write(new MailDraft(kind, "1", EmailAddress.Parse("ada@uni.example").Value!, "Ada", "Hello", "Body") { IsPrivate = true }, Now);

        Assert.Equal((int)priority, mail.Priority);
    }

    [Fact]
    public void A_title_that_looks_like_a_hole_stops_nothing()
    {
        var mail = Write(subject: "Learning with [missing: data]");
        mail.Hold("Look first.");

        Assert.True(mail.Edit("Again: [missing: data]", "Body", 0).Succeeded);
        Assert.Equal("mail.changed-elsewhere", mail.LetGo(Now, revision: 0).Refusal?.Code);
        Assert.Equal("mail.changed-elsewhere", mail.Discard(0).Refusal?.Code);
        Assert.True(mail.LetGo(Now, revision: 1).Succeeded);
    }

    private static OutgoingMail Write(string subject = "Hello", string name = "Ada") =>
        OutgoingMail.Write(new MailDraft("test", "1", EmailAddress.Parse("ada@uni.example").Value!, name, subject, "Body"), Now);
}
