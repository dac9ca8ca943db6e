using System.Net;
using Workshop.IntegrationTests.Accounts;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>An author record belongs to whoever proves its address, and to nobody before.</summary>
public sealed class ClaimTests
{
    private const string Emile = "emile@ens.example";

    [Fact]
    public async Task Whoever_registers_with_the_address_of_an_author_finds_the_submission_and_is_told()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var address = await SubmitWithEmileAsync(world);
        using var browser = world.App.Browser();
        using var asked = await browser.SubmitFormAsync("/account/register", new Dictionary<string, string?> { ["Input.Name"] = "Émile", ["Input.Email"] = Emile, ["Input.Password"] = Given.Password });
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var link = (await world.App.MailToAsync(Emile)).Last().Body;
        link = link[link.IndexOf("/account/", StringComparison.Ordinal)..].Split('\n')[0].Trim();

        using var confirmed = await browser.SubmitFormAsync(link, new Dictionary<string, string?>());

        Assert.Equal(world.Root, confirmed.Headers.Location!.ToString());
        var page = await browser.GetDocumentAsync(world.Root);
        Assert.Equal($"Your address is confirmed and you are signed in. A submission to {world.Event.Name} that lists you appeared among your submissions.", page.QuerySelector(".notice")!.TextContent.Trim());
        Assert.Equal("Bounds on $\\ell_1$", page.QuerySelector("ul.cards h2")!.TextContent.Trim());
        Assert.Equal("Bounds on $\\ell_1$", (await browser.GetDocumentAsync(address)).QuerySelector("h1")!.TextContent.Trim());
    }

    [Fact]
    public async Task An_address_that_is_only_claimed_shows_nothing_until_it_is_confirmed()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await SubmitWithEmileAsync(world);
        await world.App.PersonAsync("Émile", "emile@home.example");
        using var browser = await world.App.SignedInAsync("emile@home.example");
        using var added = await browser.SubmitFormAsync("/account/emails", new Dictionary<string, string?> { ["Input.Address"] = Emile }, "#add");
        Assert.Contains("Nothing here yet", (await browser.GetDocumentAsync(world.Root)).Words(), StringComparison.Ordinal);
        var link = (await world.App.MailToAsync(Emile)).Last().Body;
        link = link[link.IndexOf("/account/", StringComparison.Ordinal)..].Split('\n')[0].Trim();

        using var confirmed = await browser.SubmitFormAsync(link, new Dictionary<string, string?>());

        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Contains("that lists you appeared among your submissions.", (await browser.GetDocumentAsync("/account/emails")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Bounds on $\\ell_1$", (await browser.GetDocumentAsync(world.Root)).QuerySelector("ul.cards h2")!.TextContent.Trim());
    }

    private static async Task<string> SubmitWithEmileAsync(AuthorsWorld world)
    {
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile";
        fields["Input.Authors.Rows[1].Email"] = Emile;
        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString();
    }
}
