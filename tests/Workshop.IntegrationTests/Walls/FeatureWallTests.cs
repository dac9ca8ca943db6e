using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Walls;

/// <summary>The walls of docs/architecture.md, held by the build rather than by memory.</summary>
public sealed partial class FeatureWallTests : IClassFixture<WorkshopApp>
{
    /// <summary>The framework's own, for files added while developing; the fallback policy refuses visitors there.</summary>
    private const string FileFallback = "Fallback {**path:file}";

    private readonly WorkshopApp _app;

    public FeatureWallTests(WorkshopApp app) => _app = app;

    [Fact]
    public void A_feature_names_no_other_feature()
    {
        var features = Path.Combine(Repository.Root, "src", "Workshop.Web", "Features");
        var crossings =
            from file in Directory.EnumerateFiles(features, "*.cs*", SearchOption.AllDirectories)
            let feature = Path.GetRelativePath(features, file).Split(Path.DirectorySeparatorChar)[0]
            from Match match in FeatureReference().Matches(File.ReadAllText(file))
            let other = match.Groups["feature"].Value
            where other != feature && other != "Shared"
            select $"{Path.GetRelativePath(features, file)} -> {other}";

        Assert.Empty(crossings);
    }

    [Fact]
    public void Every_page_says_who_may_use_it()
    {
        var endpoints = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        var silent =
            from endpoint in endpoints
            where endpoint.DisplayName != FileFallback
               && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
               && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            select endpoint.DisplayName;

        Assert.Contains(endpoints, endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null);
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_organizer_address_asks_for_an_organizer()
    {
        var open =
            from endpoint in _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.RoutePattern.RawText?.Contains("{slug}/organize", StringComparison.Ordinal) == true
               && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().All(data => data.Policy != "Organizer")
            select endpoint.RoutePattern.RawText;

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("Quartz", "Platform/Jobs")]
    [InlineData("System.Net.Mail", "Platform/Mail")]
    [InlineData("Microsoft.Playwright", "Platform/Print")]
    [InlineData("System.Diagnostics.Process", "Platform/Tools")]
    public void A_stand_in_is_known_in_its_own_folder_only(string library, string folder)
    {
        var web = Path.Combine(Repository.Root, "src", "Workshop.Web");
        var strangers =
            from file in Directory.EnumerateFiles(web, "*.cs", SearchOption.AllDirectories)
            let place = Path.GetRelativePath(web, file).Replace('\\', '/')
            where !place.StartsWith(folder, StringComparison.Ordinal) && !place.StartsWith("obj", StringComparison.Ordinal) && !place.StartsWith("node_modules", StringComparison.Ordinal)
            where Regex.IsMatch(File.ReadAllText(file), $@"\b{Regex.Escape(library)}\b(?!"")")
            select place;

        Assert.Empty(strangers);
    }

    [Fact]
    public void No_page_has_inline_script_or_style()
    {
        var features = Path.Combine(Repository.Root, "src", "Workshop.Web", "Features");
        var inline =
            from file in Directory.EnumerateFiles(features, "*.cshtml", SearchOption.AllDirectories)
            from Match match in Inline().Matches(File.ReadAllText(file))
            select $"{Path.GetRelativePath(features, file)}: {match.Value}";

        Assert.Empty(inline);
    }

    [GeneratedRegex(@"Workshop\.Web\.Features\.(?<feature>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FeatureReference();

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=""|\son(click|change|submit|input|load|key\w+)=""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inline();
}
