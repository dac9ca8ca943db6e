using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Reviewing;
using Workshop.Domain.Decisions;
using Workshop.Domain.Reviewing;
using Workshop.Testing;
using Workshop.Web.Platform.Pictures;

namespace Workshop.IntegrationTests.Reviews;

/// <summary>The review form of an event, from its organizers to the authors; autosave, attachment, offline forms.</summary>
public sealed class WritingTests : IDisposable
{
    private readonly WorkshopApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Autosave_keeps_a_draft_leaves_what_is_submitted_alone_and_never_overwrites_the_other_window()
    {
        var (world, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var first = await anna.GetDocumentAsync(path);
        var second = await anna.GetDocumentAsync(path);

        var (status, answer) = await AutosaveAsync(anna, first, path, new() { ["Input.ToAuthors"] = "Half a thought", ["Input.Score"] = "4", ["tab"] = "a" });
        Assert.Equal((HttpStatusCode.OK, "saved", 1), (status, Text(answer, "state"), answer.GetProperty("revision").GetInt32()));
        var saved = await _app.QueryAsync(db => db.Reviews.AsNoTracking().SingleAsync());
        Assert.Equal(("Half a thought", 4, false), (saved.ToAuthors, saved.Score, saved.IsSubmitted));

        var (conflict, told) = await AutosaveAsync(anna, second, path, new() { ["Input.ToAuthors"] = "From the second window", ["tab"] = "b" });
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (conflict, Text(told, "state")));
        Assert.Equal("Half a thought", await _app.QueryAsync(db => db.Reviews.Select(review => review.ToAuthors).SingleAsync()));
        // The first window goes on, even without the answer to its own save; what the second one typed stays kept beside it.
        foreach (var (words, revision, nth) in new[] { ("Half a thought, or", "0", "1"), ("Half a thought, or more", "2", "2"), ("Half a thought, or more", "2", "3") })
        {
            var (_, goes) = await AutosaveAsync(anna, first, path, new() { ["Input.ToAuthors"] = words, ["Input.Score"] = "4", ["Input.Revision"] = revision, ["tab"] = "a", ["nth"] = nth });
            Assert.Equal("saved", Text(goes, "state"));
        }

        Assert.Contains("From the second window", await _app.QueryAsync(db => db.ReviewWorkingCopies.Select(copy => copy.Fields).SingleAsync()), StringComparison.Ordinal);
        using var compared = await anna.SubmitFormAsync(second, path, new Dictionary<string, string?> { ["Input.ToAuthors"] = "From the second window", ["tab"] = "b" }, "form[data-review]", "Compare the two");
        var both = await compared.DocumentAsync();
        Assert.Equal(["Overall score", "Comments to the authors"], both.QuerySelectorAll(".difference").Select(field => field.GetAttribute("aria-label")));
        Assert.Equal("From the second window", both.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());

        using var submitted = await anna.SubmitFormAsync(both, path, new Dictionary<string, string?> { ["Input.Score"] = "4", ["Input.Confidence"] = "2" }, "form[data-review]", "Submit review");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Empty(await _app.QueryAsync(db => db.ReviewWorkingCopies.ToListAsync()));

        var (_, kept) = await AutosaveAsync(anna, await anna.GetDocumentAsync(path), path, new() { ["Input.ToAuthors"] = "" });
        Assert.Equal("kept", Text(kept, "state"));
        Assert.Equal("From the second window", await _app.QueryAsync(db => db.Reviews.Select(review => review.ToAuthors).SingleAsync()));
        Assert.Contains("are not sent", (await anna.GetDocumentAsync($"{world.Root}/reviews")).Body!.TextContent, StringComparison.Ordinal);
        var offered = await anna.GetDocumentAsync(path);
        Assert.Equal("From the second window", offered.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());
        var going = await anna.GetDocumentAsync($"{path}?unsent=true");
        Assert.Equal("", going.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());
        using var discarded = await anna.SubmitFormAsync(offered, path, new Dictionary<string, string?>(), "form[action*=Discard]");
        Assert.Empty(await _app.QueryAsync(db => db.ReviewWorkingCopies.ToListAsync()));

        var ben = await _app.SignedInAsync(ReviewingWorld.Ben);
        var own = await ben.GetDocumentAsync($"{world.Root}/reviews/conflicts");
        var (foreign, _) = await AutosaveAsync(ben, own, path, new() { ["Input.ToAuthors"] = "Not mine" }, "form");
        Assert.Equal(HttpStatusCode.NotFound, foreign);
    }

    [Fact]
    public async Task Two_windows_of_a_submitted_review_keep_their_changes_apart_until_each_is_sent_or_discarded()
    {
        var (_, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var whole = new Dictionary<string, string?> { ["Input.Score"] = "5", ["Input.Confidence"] = "3", ["Input.ToAuthors"] = "Fine." };
        using var submitted = await anna.SubmitFormAsync(path, whole, "form[data-review]", "Submit review");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        var (first, second) = (await anna.GetDocumentAsync(path), await anna.GetDocumentAsync(path));

        await KeepsAsync(first, "a", "Five hundred words");
        _app.Clock.Now = _app.Clock.Now.AddMinutes(1);
        await KeepsAsync(second, "b", "One letter");
        var offered = await anna.GetDocumentAsync(path);
        var links = offered.QuerySelectorAll(".unsent a[role=button]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(2, links.Count);
        Assert.Equal("One letter", (await anna.GetDocumentAsync($"{path}?unsent=true")).QuerySelector("#Input_ToAuthors")!.TextContent.Trim());

        // A third window goes on with the first one's text, which is its own from then on; the second one's stays.
        var going = await anna.GetDocumentAsync(links[1]);
        Assert.Equal("Five hundred words", going.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());
        _app.Clock.Now = _app.Clock.Now.AddMinutes(1);
        await KeepsAsync(going, "c", "Five hundred words and one");
        Assert.Equal(["b", "c"], await _app.QueryAsync(db => db.ReviewWorkingCopies.OrderBy(copy => copy.Tab).Select(copy => copy.Tab).ToListAsync()));
        using var sent = await anna.SubmitFormAsync(going, path, new Dictionary<string, string?>(whole) { ["Input.ToAuthors"] = "Five hundred words and one", ["tab"] = "c" }, "form[data-review]", "Save changes");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal("Five hundred words and one", await _app.QueryAsync(db => db.Reviews.Select(review => review.ToAuthors).SingleAsync()));
        Assert.Equal(["b"], await _app.QueryAsync(db => db.ReviewWorkingCopies.Select(copy => copy.Tab).ToListAsync()));

        using var discarded = await anna.SubmitFormAsync(path, new Dictionary<string, string?>(), "form[action*=Discard]");
        Assert.Equal(HttpStatusCode.Redirect, discarded.StatusCode);
        Assert.Empty(await _app.QueryAsync(db => db.ReviewWorkingCopies.ToListAsync()));

        async Task KeepsAsync(IHtmlDocument page, string tab, string words)
        {
            var (_, told) = await AutosaveAsync(anna, page, path, new(whole) { ["Input.ToAuthors"] = words, ["tab"] = tab });
            Assert.Equal("kept", Text(told, "state"));
        }
    }

    [Fact]
    public async Task A_shaped_form_is_asked_accepted_and_answered_and_only_what_is_meant_for_authors_reaches_them()
    {
        var (world, path) = await AssignedAsync();
        var (olga, anna) = (await _app.SignedInAsync(ReviewingWorld.Olga), await _app.SignedInAsync(ReviewingWorld.Anna));
        var settings = $"{world.Root}/organize/settings/review-form";
        foreach (var (name, forAuthors) in new[] { ("Soundness", "true"), ("Excitement", "false") })
        {
            using var added = await olga.SubmitFormAsync($"{settings}/criterion", new Dictionary<string, string?> { ["Input.Name"] = name, ["Input.Points"] = "High\nMiddling\nLow", ["Input.IsRequired"] = "true", ["Input.ForAuthors"] = forAuthors });
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        }

        using var texts = await olga.SubmitFormAsync(settings, new Dictionary<string, string?> { ["Input.Guidelines"] = "Be **kind**.", ["Input.Statement"] = "No model writes my review." }, "form:has(#Input_Statement)", "Save the form");
        Assert.Equal(HttpStatusCode.Redirect, texts.StatusCode);
        var form = await _app.QueryAsync(db => db.LoadReviewFormAsync(world.Event.Id, TestContext.Current.CancellationToken));
        var (sound, excitement) = (form.Criteria[0].Field, form.Criteria[1].Field);
        await _app.SeedAsync(world.Assign(world.BenReviews, world.Papers[0]));

        var page = await anna.GetDocumentAsync(path);
        Assert.Equal("kind", page.QuerySelector(".call-text strong")!.TextContent);
        var whole = new Dictionary<string, string?> { ["Input.Score"] = "5", ["Input.Confidence"] = "3", ["Input.ToAuthors"] = "A fine bound.", [$"Input.{sound}"] = "3" };
        using var refused = await anna.SubmitFormAsync(page, path, whole, "form[data-review]", "Submit review");
        var again = await refused.DocumentAsync();
        Assert.Equal(
            ["Choose a point for “Excitement”.", "Read the statement on language models and tick that you keep to it; you are asked once."],
            again.QuerySelectorAll(".error-summary li").Select(item => item.TextContent.Trim()));
        Assert.True(((IHtmlInputElement)again.QuerySelector($"[name='Input.{sound}'][value='3']")!).IsChecked);
        using var submitted = await anna.SubmitFormAsync(again, path, new Dictionary<string, string?> { [$"Input.{excitement}"] = "1", ["Input.AcceptsStatement"] = "true" }, "form[data-review]", "Submit review");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        var acceptance = await _app.QueryAsync(db => db.StatementAcceptances.AsNoTracking().SingleAsync());
        Assert.Equal((world.AnnaPerson.Id, 1, "No model writes my review."), (acceptance.PersonId, acceptance.Version, acceptance.Text));
        page = await anna.GetDocumentAsync(path);
        Assert.Null(page.QuerySelector("#statement"));

        // What is known about the review, and what of it is for authors.
        var views = await _app.QueryAsync(db => db.LoadReviewViewsAsync(world.Event.Id, db.Submissions.Where(s => s.Number == 1).Select(s => s.Id), TestContext.Current.CancellationToken));
        Assert.Equal([("Soundness", 3, "High"), ("Excitement", 1, "Low")], views.Single(view => view.IsSubmitted).Criteria.Select(criterion => (criterion.Name, criterion.Value, criterion.Words)));
        var released = Assert.Single(await _app.QueryAsync(db => db.LoadReviewsForReleaseAsync(world.Event.Id, db.Submissions.Where(s => s.Number == 1).Select(s => s.Id), TestContext.Current.CancellationToken)));
        Assert.Equal(("Soundness", views.Single(view => view.IsSubmitted).Number), (Assert.Single(released.Criteria).Name, released.Number));

        // A change is explained before it is saved; a new statement is asked again.
        using var asks = await olga.SubmitFormAsync(settings, new Dictionary<string, string?> { ["Input.Statement"] = "Models may check grammar." }, "form:has(#Input_Statement)", "Save the form");
        var effects = await asks.DocumentAsync();
        Assert.Contains("One reviewer has accepted the statement", effects.QuerySelector("section:has(#effects)")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await _app.QueryAsync(db => db.ReviewForms.AsNoTracking().SingleAsync())).StatementVersion);
        using var confirmed = await olga.SubmitFormAsync(effects, settings, new Dictionary<string, string?>(), "form:has(#Input_Statement)", "Save it like this");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        Assert.Equal(2, (await _app.QueryAsync(db => db.ReviewForms.AsNoTracking().SingleAsync())).StatementVersion);

        // A tick beside the old statement does not stand beside the new one.
        var later = world.Assign(world.AnnaReviews, world.Papers[2]);
        await _app.SeedAsync(later);
        using var compared = await anna.SubmitFormAsync(
            $"{world.Root}/reviews/{later.Id}", new Dictionary<string, string?> { ["Input.AcceptsStatement"] = "true", ["Input.StatementVersion"] = "1" }, "form[data-review]", "Compare the two");
        Assert.False(((IHtmlInputElement)(await compared.DocumentAsync()).QuerySelector("input[type=checkbox][name='Input.AcceptsStatement']")!).IsChecked);
        using var stopped = await olga.SubmitFormAsync(settings, new Dictionary<string, string?>(), $"form[action*=Criterion]:has([value='{form.Criteria[1].Id}'])", "Remove Excitement");
        Assert.Contains("One review answers it.", (await stopped.DocumentAsync()).QuerySelector("section:has(#retiring)")!.TextContent, StringComparison.Ordinal);

        using var hidden = await anna.FetchAsync(settings);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    [Fact]
    public async Task Whoever_cannot_judge_is_done_and_authors_learn_nothing_of_it()
    {
        var (world, path) = await AssignedAsync();
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        await AutosaveAsync(anna, await anna.GetDocumentAsync(path), path, new() { ["Input.ToAuthors"] = "Some words", ["Input.Score"] = "2" });

        using var silent = await anna.SubmitFormAsync($"{path}/no-judgement", new Dictionary<string, string?>());
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        using var done = await anna.SubmitFormAsync($"{path}/no-judgement", new Dictionary<string, string?> { ["Input.Reason"] = "Too much measure theory" });
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("1 of 1 done", (await anna.GetDocumentAsync($"{world.Root}/reviews")).Body!.TextContent, StringComparison.Ordinal);
        var view = Assert.Single(await _app.QueryAsync(db => db.LoadReviewViewsAsync(world.Event.Id, db.Submissions.Select(s => s.Id), TestContext.Current.CancellationToken)));
        Assert.Equal((true, false, "Too much measure theory", null, ""), (view.IsSubmitted, view.IsJudged, view.CannotJudgeBecause, view.Score, view.ToAuthors));
        Assert.Empty(await _app.QueryAsync(db => db.LoadReviewsForReleaseAsync(world.Event.Id, db.Submissions.Select(s => s.Id), TestContext.Current.CancellationToken)));

        var olga = await _app.SignedInAsync(ReviewingWorld.Olga);
        foreach (var page in (string[])["organize/reviews", "organize/decisions", $"organize/decisions/{world.Papers[0].Id}"])
        {
            using var answer = await olga.FetchAsync($"{world.Root}/{page}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Contains("Too much measure theory", await olga.ReadAsync($"{world.Root}/organize/reviews"), StringComparison.Ordinal);
        await _app.SeedAsync(Released(world));
        var cleo = await _app.SignedInAsync(ReviewingWorld.Cleo);
        Assert.DoesNotContain("Some words", await cleo.ReadAsync($"{world.Root}/submissions/{world.Papers[0].Id}/decision"), StringComparison.Ordinal);
        await _app.QueryAsync(db => db.Decisions.ExecuteDeleteAsync());

        using var back = await anna.SubmitFormAsync(path, new Dictionary<string, string?>(), "form[action*=Judge]");
        var again = await anna.GetDocumentAsync(path);
        Assert.Equal("Some words", again.QuerySelector("#Input_ToAuthors")!.TextContent.Trim());
        Assert.True(((IHtmlInputElement)again.QuerySelector("[name='Input.Score'][value='2']")!).IsChecked);
    }

    [Fact]
    public async Task An_attachment_loses_its_traces_and_opens_to_those_it_is_meant_for()
    {
        var (world, path) = await AssignedAsync();
        var (anna, olga) = (await _app.SignedInAsync(ReviewingWorld.Anna), await _app.SignedInAsync(ReviewingWorld.Olga));
        var traced = Png("Anna Reviewer");

        using var program = await SaveAsync(new FormFile("Input.Attachment", "tool.exe", "MZ\0\0"u8.ToArray(), "application/octet-stream"));
        Assert.Equal(HttpStatusCode.BadRequest, program.StatusCode);
        Assert.Contains("Choose a PDF, a PNG or JPEG picture", await program.TextAsync(), StringComparison.Ordinal);
        using var saved = await SaveAsync(new FormFile("Input.Attachment", "Anna Reviewer, my notes.png", traced, "image/png"), "true");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var file = await _app.QueryAsync(db => db.ReviewAttachments.SingleAsync());
        var address = $"{world.Root}/review-files/{file.Id}";
        using var got = await anna.FetchAsync(address);
        Assert.Equal("review-1-attachment.png", got.Content.Headers.ContentDisposition!.FileNameStar ?? got.Content.Headers.ContentDisposition.FileName);
        var content = await got.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Anna Reviewer", Encoding.Latin1.GetString(traced), StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", Encoding.Latin1.GetString(content), StringComparison.Ordinal);
        Assert.Equal(Png(null), content);

        // A draft is nobody's business; a submitted review's file is the organizers', and the authors' at release.
        var (otto, ben, cleo) = (await _app.SignedInAsync(ReviewingWorld.Otto), await _app.SignedInAsync(ReviewingWorld.Ben), await _app.SignedInAsync(ReviewingWorld.Cleo));
        await ReachesAsync(HttpStatusCode.NotFound, olga, otto, ben, cleo);
        using var submitted = await anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Score"] = "5", ["Input.Confidence"] = "3", ["Input.ToAuthors"] = "See the figure." }, "form[data-review]", "Submit review");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        await ReachesAsync(HttpStatusCode.OK, olga, otto);
        await ReachesAsync(HttpStatusCode.NotFound, ben, cleo);
        await _app.SeedAsync(Released(world));
        await ReachesAsync(HttpStatusCode.OK, cleo);
        Assert.Contains(address, await cleo.ReadAsync($"{world.Root}/submissions/{world.Papers[0].Id}/decision"), StringComparison.Ordinal);
        await _app.SeedAsync(new Conflict { EventId = world.Event.Id, SubmissionId = world.Papers[0].Id, PersonId = (await _app.QueryAsync(db => db.PersonEmails.SingleAsync(email => email.NormalizedAddress == ReviewingWorld.Otto))).PersonId, Source = ConflictSource.RecordedByOrganizer, Note = "", RecordedBy = world.AnnaPerson.Id, RecordedAt = _app.Clock.Now });
        await ReachesAsync(HttpStatusCode.NotFound, otto, ben);

        Task<HttpResponseMessage> SaveAsync(FormFile chosen, string forAuthors = "false") =>
            anna.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.AttachmentForAuthors"] = forAuthors }, "form[data-review]", "Save draft", [chosen]);

        async Task ReachesAsync(HttpStatusCode expected, params HttpClient[] browsers)
        {
            foreach (var browser in browsers)
            {
                using var answer = await browser.FetchAsync(address);
                Assert.Equal(expected, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Forms_filled_offline_are_shown_line_by_line_and_stored_on_confirmation_alone()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var (one, three) = (world.Assign(world.AnnaReviews, world.Papers[0]), world.Assign(world.AnnaReviews, world.Papers[2]));
        await _app.SeedAsync(one, three);
        var anna = await _app.SignedInAsync(ReviewingWorld.Anna);
        var offline = $"{world.Root}/reviews/offline";

        using var download = await anna.FetchAsync($"{offline}?handler=Zip");
        var zip = await download.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var files = Unzip(zip);
        Assert.Equal(["README.txt", "submission-1-review.md", "submission-1.pdf", "submission-3-review.md", "submission-3.pdf"], files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files.Values, text => Assert.DoesNotContain("Quillfeather", text, StringComparison.Ordinal));

        var good = files["submission-1-review.md"]
            .Replace("- [ ] 5 –", "- [x] 5 –", StringComparison.Ordinal).Replace("- [ ] 3 – Confident", "- [x] 3 – Confident", StringComparison.Ordinal)
            .Replace("<!-- begin: to-authors -->\n", "<!-- begin: to-authors -->\nWritten on a train.\n## Overall score\n", StringComparison.Ordinal).Replace("- [ ] This review is finished", "- [x] This review is finished", StringComparison.Ordinal);
        var bad = files["submission-3-review.md"].Replace("- [ ] 5 –", "- [x] 9 –", StringComparison.Ordinal);
        using var preview = await UploadAsync(("../../evil/submission-1-review.md", good), ("b.md", bad), ("c.md", files["submission-3-review.md"].Replace(three.Id.ToString(), Guid.NewGuid().ToString(), StringComparison.Ordinal)));
        var page = await preview.DocumentAsync();
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        var problems = page.QuerySelectorAll(".offline-problems li").Select(item => item.TextContent.Trim()).ToList();
        Assert.Contains(problems, problem => problem.StartsWith("b.md, line ", StringComparison.Ordinal) && problem.Contains("is not on this scale", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("This form fits none of the submissions", StringComparison.Ordinal));
        Assert.Single(page.QuerySelectorAll("input[type=checkbox][name$='.Store']"));
        Assert.Empty(await _app.QueryAsync(db => db.Reviews.ToListAsync()));

        using var stored = await anna.SubmitFormAsync(page, offline, new Dictionary<string, string?>(), "form[action*=Store]");
        Assert.Equal(HttpStatusCode.Redirect, stored.StatusCode);
        var review = await _app.QueryAsync(db => db.Reviews.AsNoTracking().SingleAsync());
        Assert.Equal((one.Id, 5, "Written on a train.\n## Overall score", true), (review.AssignmentId, review.Score, review.ToAuthors, review.IsSubmitted));

        // The same form again knows less than the server: nobody replaces by accident.
        using var stale = await UploadAsync(("a.md", good.Replace("train", "boat", StringComparison.Ordinal)));
        var asks = await stale.DocumentAsync();
        Assert.Contains("was changed after this form was made", asks.Body!.TextContent, StringComparison.Ordinal);
        Assert.False(((IHtmlInputElement)asks.QuerySelector("input[name$='.Store']")!).IsChecked);
        using var nothing = await anna.SubmitFormAsync(asks, offline, new Dictionary<string, string?>(), "form[action*=Store]");
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);

        using var bomb = await UploadZipAsync(("submission-1-review.md", new string(' ', 50_000_000)));
        Assert.Equal(HttpStatusCode.BadRequest, bomb.StatusCode);
        using var crowd = await UploadZipAsync([.. Enumerable.Range(0, 1001).Select(n => ($"{n}.txt", ""))]);
        Assert.Contains("This is too much for one upload.", await crowd.TextAsync(), StringComparison.Ordinal);
        using var torn = await UploadRawAsync("forms.zip", zip[..(zip.Length / 2)]);
        Assert.Contains("This ZIP is damaged", await torn.TextAsync(), StringComparison.Ordinal);

        Task<HttpResponseMessage> UploadAsync(params (string Name, string Text)[] forms) => UploadZipAsync(forms);

        Task<HttpResponseMessage> UploadZipAsync(params (string Name, string Text)[] forms)
        {
            using var buffer = new MemoryStream();
            using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (name, text) in forms)
                {
                    using var entry = archive.CreateEntry(name).Open();
                    entry.Write(Encoding.UTF8.GetBytes(text));
                }
            }

            return UploadRawAsync("forms.zip", buffer.ToArray());
        }

        Task<HttpResponseMessage> UploadRawAsync(string name, byte[] content) =>
            anna.SubmitFormAsync(offline, new Dictionary<string, string?>(), "form[action*=Read]", files: [new FormFile("Input.Files", name, content, "application/zip")]);
    }

    private static Decision Released(ReviewingWorld world)
    {
        var decision = Decision.Stage(world.Event.Id, world.Papers[0].Id, DecisionOutcome.Talk, "", world.AnnaPerson.Id, WorkshopApp.Start);
        decision.Release(WorkshopApp.Start);
        return decision;
    }

    private static Dictionary<string, string> Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), entry.Name.EndsWith(".pdf", StringComparison.Ordinal) ? Encoding.Latin1 : Encoding.UTF8);
            return reader.ReadToEnd();
        }, StringComparer.Ordinal);
    }

    /// <summary>One pixel, with the author in a text chunk and behind the end; or clean.</summary>
    private static byte[] Png(string? author)
    {
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write([0, 128]);
        }

        byte[] trace = author is null ? [] : [.. Chunk("tEXt", Encoding.Latin1.GetBytes($"Author\0{author}")), .. Chunk("eXIf", Encoding.Latin1.GetBytes(author))];
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), .. trace, .. Chunk("IDAT", pixels.ToArray()), .. Chunk("IEND", []),
            .. Encoding.Latin1.GetBytes(author ?? ""),
        ];
    }

    private static byte[] Chunk(string kind, byte[] content)
    {
        byte[] named = [.. Encoding.Latin1.GetBytes(kind), .. content];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, PngWithoutTraces.Checksum(named));
        return [.. length, .. named, .. checksum];
    }

    /// <summary>What autosave.js sends.</summary>
    private static async Task<(HttpStatusCode Status, JsonElement Answer)> AutosaveAsync(HttpClient browser, IHtmlDocument page, string path, Dictionary<string, string?> fields, string form = "form[data-review]")
    {
        foreach (var token in page.QuerySelector(form)!.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>())
        {
            fields.TryAdd(token.Name!, token.Value);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/autosave") { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value ?? ""))) };
        request.Headers.Add("X-Requested-With", "XMLHttpRequest");
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.TextAsync();
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonDocument.Parse(text).RootElement : default);
    }

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();

    private async Task<(ReviewingWorld World, string Path)> AssignedAsync()
    {
        var world = await ReviewingWorld.MakeAsync(_app);
        var assignment = world.Assign(world.AnnaReviews, world.Papers[0]);
        await _app.SeedAsync(assignment);
        return (world, $"{world.Root}/reviews/{assignment.Id}");
    }
}
