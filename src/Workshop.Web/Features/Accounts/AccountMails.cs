using Workshop.Domain.Mail;
using Workshop.Domain.People;

namespace Workshop.Web.Features.Accounts;

/// <summary>
/// Every mail about an account. The same mail may be asked for again, so each has a key of its own; all are private, because a link in
/// another's mailbox is an account in another's hands.
/// </summary>
public static class AccountMails
{
    /// <summary>Counted by the limit on mails to one address.</summary>
    public const string KindPrefix = "account.";

    public static MailDraft ConfirmRegistration(EmailAddress to, string name, string link) => Draft("confirm-registration", to, name, "Confirm your address", $"""
        Hello {name},

        open this link to confirm your e-mail address and to finish your account:

        {link}

        The link is good for two days. If you did not ask for an account, do nothing: without the link there will be none.
        """);

    public static MailDraft AlreadyRegistered(EmailAddress to, string name, string signInLink, string resetLink) => Draft("already-registered", to, name, "You already have an account", $"""
        Hello {name},

        somebody, probably you, asked for a new account with this address. You already have one. Sign in here:

        {signInLink}

        If you have forgotten your password, choose a new one here:

        {resetLink}

        If it was not you, there is nothing to do: nothing has changed.
        """);

    public static MailDraft ResetPassword(EmailAddress to, string name, string link) => Draft("reset-password", to, name, "Choose a new password", $"""
        Hello {name},

        open this link to choose a new password:

        {link}

        The link is good for two hours and for one use. If you did not ask for it, do nothing: your password stays as it is.
        """);

    public static MailDraft NoAccount(EmailAddress to, string registerLink) => Draft("no-account", to, "", "There is no account with this address", $"""
        Hello,

        somebody, probably you, asked for a new password for this address. There is no account with it. Perhaps you registered with another address; otherwise create an account here:

        {registerLink}

        If it was not you, there is nothing to do.
        """);

    public static MailDraft ConfirmAddress(EmailAddress to, string name, string link) => Draft("confirm-address", to, name, "Confirm this address", $"""
        Hello {name},

        you added this address to your account. Open this link to confirm that it is yours:

        {link}

        The link is good for two days. If it was not you, do nothing: the address is not used until it is confirmed.
        """);

    /// <summary>To the owner, when something changed that only the owner should change.</summary>
    /// <param name="what">Ends a sentence: "your password was changed".</param>
    public static MailDraft Changed(EmailAddress to, string name, string what, string resetLink) => Draft("changed", to, name, "Your account was changed", $"""
        Hello {name},

        {what}.

        If it was you, there is nothing to do. If it was not, choose a new password at once; that signs out everybody else:

        {resetLink}
        """);

    private static MailDraft Draft(string kind, EmailAddress to, string name, string subject, string body) =>
        new(KindPrefix + kind, Guid.NewGuid().ToString("n"), to, name, subject, name.Length > 0 ? body : body.Replace("Hello ,", "Hello,", StringComparison.Ordinal)) { IsPrivate = true };
}
