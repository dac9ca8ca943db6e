using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Workshop.Domain.People;

namespace Workshop.Data.People;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<PersonEmail>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.Property(person => person.Id).ValueGeneratedNever();
        builder.Property(person => person.Name).HasMaxLength(Person.MaxNameLength);
        builder.Property(person => person.Affiliation).HasMaxLength(Person.MaxAffiliationLength);
        builder.Property(person => person.Orcid).HasMaxLength(Orcid.MaxTypedLength);
        builder.HasMany(person => person.Emails).WithOne().HasForeignKey(email => email.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(person => person.PrimaryEmail);
    }

    public void Configure(EntityTypeBuilder<PersonEmail> builder)
    {
        builder.Property(email => email.Id).ValueGeneratedNever();
        builder.Property(email => email.Address).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(email => email.NormalizedAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(email => new { email.PersonId, email.NormalizedAddress }).IsUnique();
        builder.HasIndex(email => email.NormalizedAddress).IsUnique().HasFilter("\"ConfirmedAt\" IS NOT NULL").HasDatabaseName(ConstraintNames.EmailConfirmedOnce);
    }
}
