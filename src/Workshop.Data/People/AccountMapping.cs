using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.People;

namespace Workshop.Data.People;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Registration>, IEntityTypeConfiguration<SignInAttempts>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithOne().HasForeignKey<Account>(account => account.Id).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.Property(registration => registration.Id).ValueGeneratedNever();
        builder.Property(registration => registration.Name).HasMaxLength(Person.MaxNameLength);
        builder.Property(registration => registration.Affiliation).HasMaxLength(Person.MaxAffiliationLength);
        builder.Property(registration => registration.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(registration => registration.NormalizedAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(registration => registration.PasswordHash).HasMaxLength(200);
        builder.HasIndex(registration => registration.NormalizedAddress);
        builder.HasIndex(registration => registration.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<SignInAttempts> builder)
    {
        builder.HasKey(attempts => attempts.AddressHash);
        builder.Property(attempts => attempts.AddressHash).HasMaxLength(64);
        builder.HasIndex(attempts => attempts.ForgetAt);
    }
}
