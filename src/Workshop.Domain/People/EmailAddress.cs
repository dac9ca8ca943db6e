using System.Collections.Frozen;

namespace Workshop.Domain.People;

/// <summary>
/// One mailbox, as typed and as compared. Comparison ignores case in the whole address: mailbox providers do, and two persons whose
/// addresses differ by case only are a mistake far more often than a fact. No dots or plus parts are folded: that is each provider's own business.
/// </summary>
public sealed record EmailAddress
{
    /// <summary>RFC 5321, 4.5.3.1.3: a path has 256 octets with its angle brackets.</summary>
    public const int MaxLength = 254;

    private static readonly FrozenSet<string> FreeMailers = FrozenSet.ToFrozenSet(
        [
            "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com", "icloud.com", "me.com", "mac.com",
            "aol.com", "gmx.de", "gmx.net", "gmx.com", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "posteo.de", "mailbox.org", "proton.me",
            "protonmail.com", "pm.me", "tutanota.com", "fastmail.com", "zoho.com", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "qq.com", "163.com",
            "126.com", "sina.com", "foxmail.com", "naver.com", "hanmail.net", "daum.net", "orange.fr", "free.fr", "laposte.net", "libero.it", "wp.pl", "seznam.cz",
            "hotmail.co.uk", "yahoo.co.uk", "yahoo.co.jp", "hotmail.fr", "yahoo.fr", "live.nl", "ziggo.nl", "bluewin.ch", "rediffmail.com", "hey.com",
        ],
        StringComparer.Ordinal);

    private EmailAddress(string address)
    {
        Address = address;
        Normalized = Normalize(address);
    }

    /// <summary>As typed, without surrounding white space.</summary>
    public string Address { get; }

    /// <summary>For comparison and for unique indexes.</summary>
    public string Normalized { get; }

    /// <summary>The part after the @, normalized.</summary>
    public string Domain => DomainOf(Normalized);

    public static string Normalize(string address) => address.Trim().Normalize().ToLowerInvariant();

    /// <summary>The part after the last @ of a normalized address; empty when there is none.</summary>
    public static string DomainOf(string normalized) => normalized.LastIndexOf('@') is var at and >= 0 ? normalized[(at + 1)..] : "";

    /// <summary>
    /// Whether two people with addresses at this domain probably work for the same institution: false for mailbox providers that anybody can use. The domain is compared as it is; which part of it
    /// is the institution's, so that sub-domains count as one, says <see cref="PublicSuffixes"/>.
    /// </summary>
    public static bool IsInstitutional(string domain) => domain.Length > 0 && !FreeMailers.Contains(domain);

    /// <summary>Refused when it cannot be one mailbox. Control characters and white space never pass, so an address can stand in a mail header.</summary>
    public static Outcome<EmailAddress> Parse(string? text, string? field = null)
    {
        var address = text?.Trim() ?? "";
        if (address.Length == 0)
        {
            return new Refusal("email.missing", "Give an e-mail address.", field);
        }

        var at = address.LastIndexOf('@');
        var wellFormed = address.Length <= MaxLength
            && at is > 0 and <= 64
            && at < address.Length - 1
            && !address.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character is '<' or '>' or ',' or ';' or ':' or '"' or '\\' or '(' or ')' or '[' or ']')
            && address.IndexOf('@') == at
            && address[..at] is var local && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
            && IsDomain(address[(at + 1)..]);
        return wellFormed
            ? new EmailAddress(address)
            : new Refusal("email.malformed", $"“{Shown(address)}” is not an e-mail address. It looks like name@university.edu.", field);
    }

    public bool Equals(EmailAddress? other) => other is not null && Normalized == other.Normalized;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Normalized);

    public override string ToString() => Address;

    private static bool IsDomain(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length >= 2 && Array.TrueForAll(labels, label =>
            label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(character => char.IsLetterOrDigit(character) || character == '-'));
    }

    private static string Shown(string text)
    {
        var visible = new string([.. text.Where(character => !char.IsControl(character))]);
        return visible.Length <= 80 ? visible : visible[..80] + "…";
    }
}
