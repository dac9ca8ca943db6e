using System.Net;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>Whoever has a submission by their address alone, and changes that address.</summary>
public sealed class CoAuthorTests
{
    private const string Emile = "emile@ens.example";
    private const string NewEmile = "emile@new.example";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_co_author_who_changes_her_own_address_loses_nothing_of_what_she_saved(bool withFile)
    {
        await using var world = await AuthorsWorld.StartAsync();
        using var emile = await SignedInAsync(world);
        using var submitted = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), WithEmile(world));

        using var saved = await emile.SubmitFormAsync(
            $"{submitted.Headers.Location}/edit", new Dictionary<string, string?> { ["Input.Title"] = "Better bounds", ["Input.Authors.Rows[1].Email"] = NewEmile }, button: "Save changes", files: withFile ? [AuthorsWorld.File(AuthorsWorld.Pdf(1))] : null);

        Assert.Equal((HttpStatusCode.Redirect, world.Root), (saved.StatusCode, saved.Headers.Location?.ToString()));
        Assert.Contains("none of your confirmed addresses stands in its author list", (await emile.GetDocumentAsync(world.Root)).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        var submission = Assert.Single(await world.SubmissionsAsync());
        Assert.Equal(("Better bounds", withFile ? 2 : 1), (submission.Title, submission.Versions.Count));
        Assert.Equal(withFile ? [1, 2] : [1], (await world.AllAsync<SubmissionReceipt>()).Select(receipt => receipt.Version).Order());
        Assert.Equal(2, (await world.AllAsync<SubmissionSnapshot>()).Count);
        Assert.Single(await world.AllAsync<OutgoingMail>(), mail => mail.Kind == "submission.receipt" && mail.NormalizedTo == NewEmile);
    }

    [Fact]
    public async Task A_co_author_whose_pdf_is_turned_down_is_told_so_although_the_submission_left_her_list()
    {
        await using var world = await AuthorsWorld.StartAsync();
        using var emile = await SignedInAsync(world);
        using var submitted = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), WithEmile(world));

        using var saved = await emile.SubmitFormAsync($"{submitted.Headers.Location}/edit", new Dictionary<string, string?> { ["Input.Authors.Rows[1].Email"] = NewEmile }, button: "Save changes", files: [AuthorsWorld.File(AuthorsWorld.Pdf(3))]);

        Assert.Equal(world.Root, saved.Headers.Location?.ToString());
        Assert.Contains("The PDF has 3 pages; the limit is 2.", (await emile.GetDocumentAsync(world.Root)).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_co_author_who_takes_herself_off_a_draft_comes_to_her_list()
    {
        await using var world = await AuthorsWorld.StartAsync();
        using var emile = await SignedInAsync(world);
        using var draft = await world.NewAsync("Save draft", null, WithEmile(world));

        using var saved = await emile.SubmitFormAsync(draft.Headers.Location!.ToString(), new Dictionary<string, string?> { ["Input.Authors.Rows[1].Email"] = NewEmile }, button: "Save draft");

        Assert.Equal((HttpStatusCode.Redirect, world.Root), (saved.StatusCode, saved.Headers.Location?.ToString()));
    }

    private static Dictionary<string, string?> WithEmile(AuthorsWorld world)
    {
        var fields = world.Paper();
        fields["Input.Authors.Rows[1].Name"] = "Émile Borel";
        fields["Input.Authors.Rows[1].Email"] = Emile;
        return fields;
    }

    private static async Task<HttpClient> SignedInAsync(AuthorsWorld world)
    {
        await world.App.PersonAsync("Émile Borel", Emile);
        return await world.App.SignedInAsync(Emile);
    }
}
