using Microsoft.AspNetCore.Identity;

namespace Workshop.Data.People;

/// <summary>
/// How a person signs in. Has the person's id as its own; the user name is that id too, and never an address, because people sign in with any
/// address that they have confirmed. Identity's own e-mail field follows the person's primary address.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>For the person of this id.</summary>
    public static Account For(Guid personId) => new() { Id = personId, UserName = personId.ToString("n") };
}
