using System.Text;
using Workshop.Domain.People;

namespace Workshop.Web.Platform.Mail;

public enum MailTransportKind
{
    Captured,
    Smtp,
    Sendmail,
}

/// <summary>The Mail settings, read and checked once, before the server answers its first request.</summary>
public sealed class MailSettings
{
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it and says what it must be.</exception>
    public MailSettings(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        Transport = mail["Transport"] switch
        {
            "Captured" => MailTransportKind.Captured,
            "Smtp" => MailTransportKind.Smtp,
            "Sendmail" => MailTransportKind.Sendmail,
            var other => throw new InvalidOperationException($"Mail:Transport is '{other}'; it must be Captured (nothing leaves this machine), Smtp or Sendmail."),
        };
        From = mail["From"] ?? "";
        FromName = Person.Clean(mail["FromName"] ?? "");
        Html = mail.GetValue("Html", true);
        PerMinute = Between(mail, "PerMinute", 0, 0, 100_000);
        Connections = Between(mail, "Connections", 2, 1, 20);
        if (IsCaptured)
        {
            return;
        }

        FromDomain = (Ascii.IsValid(From) ? EmailAddress.Parse(From).Value?.Domain : null)
            ?? throw new InvalidOperationException($"Mail:From is '{From}'; it must be the e-mail address that mails come from, like workshop@university.edu.");
        if (Transport == MailTransportKind.Smtp)
        {
            Host = mail["Smtp:Host"] is { Length: > 0 } host ? host : throw new InvalidOperationException("Mail:Smtp:Host is empty; it must name the mail server, like smtp.university.edu.");
            Port = Between(mail, "Smtp:Port", 587, 1, 65535);
            StartTls = mail.GetValue("Smtp:StartTls", true);
            User = mail["Smtp:User"] ?? "";
            Password = mail["Smtp:Password"] ?? "";
            if (User.Length > 0 && !StartTls)
            {
                throw new InvalidOperationException("Mail:Smtp:User is set while Mail:Smtp:StartTls is false: the password would travel unprotected. Set StartTls to true, or leave User empty.");
            }
        }
        else
        {
            Program = mail["Sendmail:Path"] is { Length: > 0 } path && Path.IsPathFullyQualified(path)
                ? path
                : throw new InvalidOperationException("Mail:Sendmail:Path must be the absolute path of a program like sendmail, for example /usr/sbin/sendmail.");
            Arguments = mail["Sendmail:Arguments"] is { Length: > 0 } words && words.Contains("{to}", StringComparison.Ordinal)
                ? [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]
                : throw new InvalidOperationException("Mail:Sendmail:Arguments must be the words that go with the program, with {to} among them, like: -i -f {from} -- {to}");
        }

        Timeout = mail.GetValue("Smtp:TimeoutSeconds", 30.0) is var seconds and >= 0.1 and <= 300
            ? TimeSpan.FromSeconds(seconds)
            : throw new InvalidOperationException("Mail:Smtp:TimeoutSeconds must lie between 0.1 and 300.");
        if (!Uri.TryCreate(configuration["Site:PublicUrl"], UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException("Site:PublicUrl must be the address of this server, like https://workshop.university.edu, when mail is sent: links in mails begin with it.");
        }
    }

    public MailTransportKind Transport { get; }

    public bool IsCaptured => Transport == MailTransportKind.Captured;

    public string From { get; } = "";

    public string FromName { get; } = "";

    /// <summary>The right side of every Message-ID.</summary>
    public string FromDomain { get; } = "localhost";

    /// <summary>Whether mails have an HTML part beside their plain text, made from it.</summary>
    public bool Html { get; }

    /// <summary>The most mails in any minute, over all nodes; 0 means no limit. What somebody waits for in front of a screen does not wait for it.</summary>
    public int PerMinute { get; }

    /// <summary>How many mails are handed over at the same time.</summary>
    public int Connections { get; }

    public string Host { get; } = "";

    public int Port { get; }

    public bool StartTls { get; }

    public string User { get; } = "";

    public string Password { get; } = "";

    /// <summary>A program that takes mails as sendmail does.</summary>
    public string Program { get; } = "";

    /// <summary>Its words, one by one; {from} and {to} are replaced by the two addresses. No shell reads them.</summary>
    public IReadOnlyList<string> Arguments { get; } = [];

    /// <summary>For one mail from the connection to the last answer.</summary>
    public TimeSpan Timeout { get; }

    private static int Between(IConfiguration mail, string key, int usual, int least, int most) =>
        mail.GetValue(key, usual) is var value && value >= least && value <= most ? value : throw new InvalidOperationException($"Mail:{key} must lie between {least} and {most}.");
}
