using Workshop.Domain.People;

namespace Workshop.Web.Platform.Mail;

/// <summary>The Mail settings, read and checked once, before the server answers its first request.</summary>
public sealed class MailSettings
{
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it and says what it must be.</exception>
    public MailSettings(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        IsCaptured = mail["Transport"] switch
        {
            "Captured" => true,
            "Smtp" => false,
            var other => throw new InvalidOperationException($"Mail:Transport is '{other}'; it must be Captured (nothing leaves this machine) or Smtp."),
        };
        From = mail["From"] ?? "";
        FromName = Person.Clean(mail["FromName"] ?? "");
        if (IsCaptured)
        {
            return;
        }

        FromDomain = EmailAddress.Parse(From).Value?.Domain
            ?? throw new InvalidOperationException($"Mail:From is '{From}'; it must be the e-mail address that mails come from, like workshop@university.edu.");
        Host = mail["Smtp:Host"] is { Length: > 0 } host ? host : throw new InvalidOperationException("Mail:Smtp:Host is empty; it must name the mail server, like smtp.university.edu.");
        Port = Between(mail, "Smtp:Port", 587, 1, 65535);
        StartTls = mail.GetValue("Smtp:StartTls", true);
        User = mail["Smtp:User"] ?? "";
        Password = mail["Smtp:Password"] ?? "";
        Timeout = TimeSpan.FromSeconds(Between(mail, "Smtp:TimeoutSeconds", 30, 1, 300));
        if (User.Length > 0 && !StartTls)
        {
            throw new InvalidOperationException("Mail:Smtp:User is set while Mail:Smtp:StartTls is false: the password would travel unprotected. Set StartTls to true, or leave User empty.");
        }

        if (!Uri.TryCreate(configuration["Site:PublicUrl"], UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException("Site:PublicUrl must be the address of this server, like https://workshop.university.edu, when mail is sent: links in mails begin with it.");
        }
    }

    public bool IsCaptured { get; }

    public string From { get; }

    public string FromName { get; }

    /// <summary>The right side of every Message-ID.</summary>
    public string FromDomain { get; } = "localhost";

    public string Host { get; } = "";

    public int Port { get; }

    public bool StartTls { get; }

    public string User { get; } = "";

    public string Password { get; } = "";

    /// <summary>For one mail from the connection to the last answer.</summary>
    public TimeSpan Timeout { get; }

    private static int Between(IConfiguration mail, string key, int usual, int least, int most) =>
        mail.GetValue(key, usual) is var value && value >= least && value <= most ? value : throw new InvalidOperationException($"Mail:{key} must lie between {least} and {most}.");
}
