using Workshop.Testing;

namespace Workshop.IntegrationTests.Walls;

/// <summary>What the other tests leave out to be quick: every service that is registered can be made from those that are.</summary>
public sealed class DependencyTests
{
    [Fact]
    public async Task Every_registered_service_can_be_made()
    {
        await using var app = new WorkshopApp { ValidatesServices = true };

        Assert.NotNull(app.Services);
    }
}
