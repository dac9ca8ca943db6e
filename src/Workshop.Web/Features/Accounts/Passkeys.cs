using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Workshop.Data.People;
using Workshop.Domain;
using Workshop.Domain.People;
using Workshop.Web.Startup;

namespace Workshop.Web.Features.Accounts;

/// <summary>Keeps the public half of a key that the browser has just made for this account; the challenge was given out by <see cref="AccountSignIn"/> and is checked there.</summary>
public sealed class AddPasskey(OwnAccount own, UserManager<Account> users, AccountSignIn signIn)
{
    public const int MaxPasskeys = 20;
    public const int MaxNameLength = 80;

    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string credentialJson, string? name, CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(viewer, cancel);
        var attested = await signIn.PerformPasskeyAttestationAsync(credentialJson);
        if (!attested.Succeeded || attested.UserEntity.Id != account.Id.ToString())
        {
            return new Refusal("passkey.not-made", "The passkey could not be added. Load the page again and try once more.");
        }

        var known = await users.GetPasskeysAsync(account);
        if (known.Count >= MaxPasskeys)
        {
            return new Refusal("passkey.too-many", $"An account has at most {MaxPasskeys} passkeys. Remove one first.");
        }

        var cleaned = Person.Clean(name ?? "");
        attested.Passkey.Name = cleaned.Length == 0 ? $"Passkey {known.Count + 1}" : cleaned[..Math.Min(cleaned.Length, MaxNameLength)];
        own.Tell(person, "account.passkey-added", "Added a passkey.", "A passkey was added to your account");
        return (await users.AddOrUpdatePasskeyAsync(account, attested.Passkey)).Succeeded
            ? Done.Instance
            : new Refusal("passkey.not-made", "The passkey could not be added. Load the page again and try once more.");
    }
}

public sealed class RemovePasskey(OwnAccount own, UserManager<Account> users)
{
    /// <param name="id">Of the credential, in Base64Url.</param>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, string id, CancellationToken cancel)
    {
        var (person, account) = await own.LoadAsync(viewer, cancel);
        var passkey = (await users.GetPasskeysAsync(account)).FirstOrDefault(passkey => Base64Url.EncodeToString(passkey.CredentialId) == id);
        if (passkey is not null)
        {
            own.Tell(person, "account.passkey-removed", "Removed a passkey.", "A passkey was removed from your account");
            _ = await users.RemovePasskeyAsync(account, passkey.CredentialId);
        }

        return Done.Instance;
    }
}
