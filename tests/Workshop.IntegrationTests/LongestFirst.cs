using Workshop.IntegrationTests;
using Workshop.IntegrationTests.Commands;
using Workshop.IntegrationTests.Mail;
using Workshop.IntegrationTests.Programme;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Workshop.IntegrationTests;

/// <summary>What takes minutes begins first: begun last, one core would work for it alone while the other waits for the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [.. new[] { typeof(KillTests), typeof(DemoCommandTests), typeof(PrintedProgrammeTests) }.Select(type => type.FullName!)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : Xunit.Sdk.ITestCollection =>
        [.. testCollections.OrderBy(collection => Longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) ? 0 : 1)];
}
