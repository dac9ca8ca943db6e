using Workshop.Web.Features.Mail;
using Workshop.Web.Platform.Mail;

namespace Workshop.Web.Startup;

public static class Mail
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var settings = new MailSettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<MailComposer>();
        builder.Services.AddScoped<CapturedMailbox>();
        switch (settings.Transport)
        {
            case MailTransportKind.Smtp:
                builder.Services.AddSingleton<IMailTransport, SmtpTransport>();
                break;
            case MailTransportKind.Sendmail:
                builder.Services.AddSingleton<IMailTransport, SendmailTransport>();
                break;
            default:
                builder.Services.AddSingleton<IMailTransport, CapturedTransport>();
                break;
        }
    }
}
