using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Platform.Pdf;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>What a reviewer learns from answers and files beside the PDF, and what not.</summary>
public sealed class ReviewerAnswersTests : IDisposable
{
    private static readonly byte[] Zip = [.. "PK\u0003\u0004"u8, .. new byte[60]];

    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Reviewers_read_the_answers_that_are_for_them_and_no_others()
    {
        var (world, path, files) = await SeedAsync(reviewersSee: false);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        var page = await anna.GetDocumentAsync(path);
        var text = page.DocumentElement.InnerHtml;

        Assert.Contains("Lean four", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Who needs a visa?", "Visa for Cleo", "Quillfeather", "proof.pdf", "data.zip", "Raw data", "Supplement" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        Assert.Equal([$"{path}/files/{files.Proof}"], page.QuerySelectorAll(".answers a").Select(link => link.GetAttribute("href")));
        foreach (var hidden in new[] { files.Data, files.Extra })
        {
            using var refused = await anna.FetchAsync($"{path}/files/{hidden}");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var elsewhere = await anna.FetchAsync($"{world.Root}/submissions/{world.Papers[0].Id}/files/{files.Proof}");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Without_a_pdf_the_abstract_takes_its_place()
    {
        var (world, path, _) = await SeedAsync(reviewersSee: false);
        var version = world.Papers[0].Versions[0].Id;
        await _app.QueryAsync(db => db.SubmissionVersions.Where(each => each.Id == version).ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        var page = await anna.GetDocumentAsync(path);

        Assert.Contains("This submission has no PDF.", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("iframe, a[href$='paper.pdf'], img[src*='picture']"));
        Assert.Single(page.QuerySelectorAll(".abstract"));
        Assert.Contains("#1", (await anna.GetDocumentAsync($"{world.Root}/reviews")).DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_goes_to_reviewers_without_its_metadata_and_under_a_neutral_name()
    {
        var (_, path, files) = await SeedAsync(reviewersSee: false);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        using var proof = await anna.FetchAsync($"{path}/files/{files.Proof}");

        Assert.Equal(HttpStatusCode.OK, proof.StatusCode);
        Assert.Equal("submission-1-file-1.pdf", proof.Content.Headers.ContentDisposition!.FileName);
        Assert.DoesNotContain("Quillfeather", await proof.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_supplement_goes_to_reviewers_when_the_event_says_so()
    {
        var (_, path, files) = await SeedAsync(reviewersSee: true);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);

        using var extra = await anna.FetchAsync($"{path}/files/{files.Extra}");

        Assert.Equal(("submission-1-file-1.zip", "attachment"), (extra.Content.Headers.ContentDisposition!.FileName, extra.Content.Headers.ContentDisposition.DispositionType));
        Assert.Equal(Zip, await extra.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(ReviewingWorld World, string Path, (Guid Proof, Guid Data, Guid Extra) Files)> SeedAsync(bool reviewersSee)
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var form = CallForm.Untouched(world.Event.Id);
        var tool = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Which prover?") with { Audience = QuestionAudience.Reviewers }).Value!;
        var visa = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Who needs a visa?")).Value!;
        var proof = form.AddQuestion(QuestionSettings.Of(QuestionKind.File, "Proof") with { Audience = QuestionAudience.Reviewers }).Value!;
        var data = form.AddQuestion(QuestionSettings.Of(QuestionKind.File, "Raw data") with { Audience = QuestionAudience.Reviewers, FileKinds = AttachmentKinds.Archive }).Value!;
        _ = form.ChangeSupplement(new SupplementRules(2, 1, AttachmentKinds.Archive, reviewersSee, ""));
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(form, assignment);
        var pdf = StoredFile.Of(SimplePdf.Write(new SimplePdfText("Proof", ReviewingWorld.SecretAuthor, ["Trivial."]) { Pages = 1 }), WorkshopApp.Start);
        var zip = StoredFile.Of(Zip, WorkshopApp.Start);
        var made = await _app.QueryAsync(async db =>
        {
            db.AddRange(pdf, zip);
            var paper = await db.Submissions.Include(s => s.Authors).Include(s => s.Topics).Include(s => s.Versions).Include(s => s.Answers).Include(s => s.Attachments).SingleAsync(s => s.Id == world.Papers[0].Id);
            _ = paper.Edit(paper.Content with { Answers = [new(tool.Id, "Lean four"), new(visa.Id, "Visa for Cleo")] }, paper.Revision, form, WorkshopApp.Start);
            var ids = (
                paper.Attach(proof.Id, pdf, "cleo-proof.pdf", AttachmentKinds.Pdf, paper.OwnerId!.Value, WorkshopApp.Start).Value!.Id,
                paper.Attach(data.Id, zip, "cleo-data.zip", AttachmentKinds.Archive, paper.OwnerId!.Value, WorkshopApp.Start).Value!.Id,
                paper.Attach(null, zip, "quillfeather.zip", AttachmentKinds.Archive, paper.OwnerId!.Value, WorkshopApp.Start).Value!.Id);
            await db.SaveChangesAsync();
            return ids;
        });
        return (world, $"{world.Root}/reviews/{assignment.Id}", made);
    }
}
