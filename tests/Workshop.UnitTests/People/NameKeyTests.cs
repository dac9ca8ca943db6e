using Workshop.Domain.People;

namespace Workshop.UnitTests.People;

public class NameKeyTests
{
    [Theory]
    [InlineData("Julien Mairal", "Mairal, Julien", NameMatch.Same)]
    [InlineData("JULIEN MAIRAL", "julien mairal", NameMatch.Same)]
    [InlineData("Jorge García-Carrasco", "Jorge Garcia Carrasco", NameMatch.Same)]
    [InlineData("Jean-Pierre Serre", "Jean Pierre Serre", NameMatch.Same)]
    [InlineData("Jean-Pierre Serre", "Jeanpierre Serre", NameMatch.Same)]
    [InlineData("Dr. Erwin Schrödinger", "Schrodinger, Erwin", NameMatch.Same)]
    [InlineData("Martin Luther King, Jr.", "King, Jr., Martin Luther", NameMatch.Same)]
    [InlineData("Laurens van der Maaten", "van der Maaten, Laurens", NameMatch.Same)]
    [InlineData("Sinéad O’Brien", "Sinead O'Brien", NameMatch.Same)]
    [InlineData("Łukasz Kaiser", "Lukasz Kaiser", NameMatch.Same)]
    [InlineData("李明", "李明", NameMatch.Same)]
    [InlineData("J. Mairal", "Julien Mairal", NameMatch.Possible)]
    [InlineData("J.-P. Serre", "Jean-Pierre Serre", NameMatch.Possible)]
    [InlineData("J. Mairal", "J. Mairal", NameMatch.Possible)]
    [InlineData("Julien B. Mairal", "Julien Mairal", NameMatch.Possible)]
    [InlineData("Maria Silva Santos", "Maria Santos", NameMatch.Possible)]
    [InlineData("Jorge García-Carrasco", "García, Jorge", NameMatch.Possible)]
    [InlineData("Vincent van Gogh", "Vincent Gogh", NameMatch.Possible)]
    [InlineData("Jürgen Müller", "Juergen Mueller", NameMatch.Possible)]
    [InlineData("Li Wei", "Wei Li", NameMatch.Possible)]
    [InlineData("Li Weiming", "Wei-Ming Li", NameMatch.Possible)]
    [InlineData("Plato", "Plato", NameMatch.Possible)]
    [InlineData("Julien Mairal", "Julia Mairal", NameMatch.None)]
    [InlineData("K. Mairal", "Julien Mairal", NameMatch.None)]
    [InlineData("Julien Mairal", "Julien Bach", NameMatch.None)]
    [InlineData("Julien A. Mairal", "Julien B. Mairal", NameMatch.None)]
    [InlineData("Mairal", "Julien Mairal", NameMatch.None)]
    [InlineData("", "", NameMatch.None)]
    [InlineData("Dr.", "Prof.", NameMatch.None)]
    [InlineData("\ud83d x", "\ud83d x", NameMatch.None)]
    public void Spellings_of_names_are_compared(string a, string b, NameMatch match)
    {
        Assert.Equal(match, NameKey.Compare(a, b));
        Assert.Equal(match, NameKey.Compare(b, a));
    }

    [Theory]
    [InlineData("University of Cambridge", "Univ. of Cambridge, UK", true)]
    [InlineData("Universität Tübingen", "Dept. of Computer Science, University of Tubingen, Germany", true)]
    [InlineData("ETH Zürich", "Department of Computer Science, ETH Zurich", true)]
    [InlineData("Google DeepMind, London", "google deepmind", true)]
    [InlineData("Max Planck Institute for Intelligent Systems, Tübingen", "Max-Planck Institute for Intelligent Systems (MPI-IS), Stuttgart", true)]
    [InlineData("University of California, Berkeley", "Univ. of California – Berkeley, USA", true)]
    [InlineData("EPFL; Google Research", "Google Research", true)]
    [InlineData("The Alan Turing Institute", "Alan Turing Institute, London", true)]
    [InlineData("University of California, Berkeley", "University of California, Los Angeles", false)]
    [InlineData("University of York", "York University", false)]
    [InlineData("ETH Zurich, Switzerland", "EPFL, Switzerland", false)]
    [InlineData("Computer Science, ETH Zurich", "Computer Science, EPFL", false)]
    [InlineData("Department of Mathematics", "Department of Mathematics", false)]
    [InlineData("University", "University", false)]
    [InlineData("Independent Researcher", "Independent researcher", false)]
    [InlineData("", "", false)]
    [InlineData(null, "ETH Zurich", false)]
    public void Affiliations_are_compared(string? a, string? b, bool same)
    {
        Assert.Equal(same, Affiliations.LooksSame(a, b));
        Assert.Equal(same, Affiliations.LooksSame(b, a));
    }
}
