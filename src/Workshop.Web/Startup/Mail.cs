using Workshop.Web.Features.Mail;
using Workshop.Web.Platform.Mail;

namespace Workshop.Web.Startup;

public static class Mail
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var settings = new MailSettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddScoped<CapturedMailbox>();
        if (settings.IsCaptured)
        {
            builder.Services.AddSingleton<IMailTransport, CapturedTransport>();
        }
        else
        {
            builder.Services.AddSingleton<IMailTransport, SmtpTransport>();
        }
    }
}
