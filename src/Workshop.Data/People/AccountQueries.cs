namespace Workshop.Data.People;

public static class AccountQueries
{
    /// <summary>The account of whoever has proved to own the address; none or one.</summary>
    public static IQueryable<Account> AccountsOf(this WorkshopDb db, string normalizedAddress) =>
        db.Users.Where(account => db.PersonEmails.Any(email => email.PersonId == account.Id && email.NormalizedAddress == normalizedAddress && email.ConfirmedAt != null));
}
