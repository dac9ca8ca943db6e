using Workshop.Domain;

namespace Workshop.UnitTests;

public sealed class WallTests
{
    [Fact]
    public void Domain_depends_on_nothing_but_the_base_library() =>
        Assert.All(
            typeof(Refusal).Assembly.GetReferencedAssemblies(),
            reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));
}
