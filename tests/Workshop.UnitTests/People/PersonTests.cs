using Workshop.Domain.People;

namespace Workshop.UnitTests.People;

public sealed class PersonTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_confirmed_address_becomes_the_main_one()
    {
        var person = With("first@a.example", "second@b.example");

        Assert.Null(person.PrimaryEmail);
        Assert.True(person.ConfirmEmail("second@b.example", Now).Succeeded);
        Assert.True(person.ConfirmEmail("first@a.example", Now).Succeeded);
        Assert.Equal("second@b.example", person.PrimaryEmail?.Address);
    }

    [Fact]
    public void An_unconfirmed_address_cannot_be_the_main_one() =>
        Assert.Equal("person.email-unconfirmed", With("first@a.example").MakePrimary("first@a.example").Refusal?.Code);

    [Fact]
    public void The_main_address_cannot_be_removed()
    {
        var person = With("first@a.example", "second@b.example");
        _ = person.ConfirmEmail("first@a.example", Now);

        Assert.Equal("person.email-primary", person.RemoveEmail("first@a.example").Refusal?.Code);
        Assert.True(person.RemoveEmail("second@b.example").Succeeded);
        Assert.Single(person.Emails);
    }

    [Theory]
    [InlineData("  Ada\tLovelace ", "Ada Lovelace")]
    [InlineData("Ada\r\nBcc: x", "Ada Bcc: x")]
    [InlineData("Ada\u2028Lovelace\u2029", "Ada Lovelace")]
    [InlineData("Ada\0", "Ada")]
    public void Names_are_one_line(string given, string expected) => Assert.Equal(expected, Person.Clean(given));

    private static Person With(params string[] emails)
    {
        var person = Person.Create("Ada", "", Now);
        foreach (var email in emails)
        {
            person.AddEmail(EmailAddress.Parse(email).Value!, Now);
        }

        return person;
    }
}
