using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Submissions;

/// <summary>Questions, answers and files beside the PDF, as an author meets them.</summary>
public sealed class AnswerTests
{
    private static readonly byte[] Zip = [.. "PK\u0003\u0004"u8, .. new byte[60]];

    [Fact]
    public async Task Answers_are_kept_in_a_draft_and_missing_ones_are_named_when_it_is_submitted()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await AskAsync(world,
            QuestionSettings.Of(QuestionKind.SingleChoice, "Is there code?") with { Options = [new("y", "Yes"), new("n", "No")] },
            QuestionSettings.Of(QuestionKind.Line, "Where?") with { Requirement = QuestionRequirement.Always });
        var fields = world.Paper();
        fields["Input.Answers[0].Values"] = "y";

        using var saved = await world.NewAsync("Save draft", AuthorsWorld.Pdf(2), fields);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var edit = saved.Headers.Location!.ToString();
        using var refused = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?>(), button: "Submit");
        var page = await refused.DocumentAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("Answer “Where?”.", page.ErrorAt("Answers_1__Values"));
        Assert.True(Assert.IsAssignableFrom<IHtmlInputElement>(page.GetElementById("Input_Answers_0__Values")).IsChecked);

        using var submitted = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?> { ["Input.Answers[1].Values"] = "In a <b>box</b>" }, button: "Submit");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Equal(
            [(form.Questions[0].Id, "y"), (form.Questions[1].Id, "In a <b>box</b>")],
            (await world.AllAsync<Answer>()).OrderBy(answer => answer.Value.Length).Select(answer => (answer.QuestionId, answer.Value)));
        var words = (await world.Browser.GetDocumentAsync(submitted.Headers.Location!.ToString())).Words();
        Assert.Contains("Is there code? Yes", words, StringComparison.Ordinal);
        Assert.Contains("In a <b>box</b>", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_does_not_apply_keeps_its_answer_and_says_when_it_is_asked()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = CallForm.Untouched(world.Event.Id);
        var code = form.AddQuestion(QuestionSettings.Of(QuestionKind.Checkbox, "There is code")).Value!;
        _ = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Where?") with { DependsOn = code.Id, Test = ConditionTest.IsChecked, Requirement = QuestionRequirement.Always });
        await world.App.SeedAsync(form);
        var fields = world.Paper();
        fields["Input.Answers[1].Values"] = "https://code.example";

        using var response = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var page = response.Headers.Location!.ToString();
        Assert.DoesNotContain("code.example", (await world.Browser.GetDocumentAsync(page)).Words(), StringComparison.Ordinal);
        var edit = await world.Browser.GetDocumentAsync(page + "/edit");
        Assert.Equal("https://code.example", edit.Value("Input.Answers[1].Values"));
        Assert.Equal("Only if you ticked “There is code”.", edit.QuerySelector(".condition")!.TextContent);
    }

    [Fact]
    public async Task The_same_answers_sent_twice_are_one_change()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await AskAsync(world, QuestionSettings.Of(QuestionKind.Line, "Where?"));
        using var draft = await world.NewAsync("Save draft", AuthorsWorld.Pdf(2));
        var edit = draft.Headers.Location!.ToString();
        var page = await world.Browser.GetDocumentAsync(edit);
        var fields = new Dictionary<string, string?> { ["Input.Answers[0].Values"] = "Here" };

        using var first = await world.Browser.SubmitFormAsync(page, edit, fields, button: "Save draft");
        using var second = await world.Browser.SubmitFormAsync(page, edit, fields, button: "Save draft");
        using var other = await world.Browser.SubmitFormAsync(page, edit, new Dictionary<string, string?> { ["Input.Answers[0].Values"] = "There" }, button: "Save draft");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode, other.StatusCode));
        Assert.Equal("Here", Assert.Single(await world.AllAsync<Answer>()).Value);
        Assert.Equal("There", (await other.DocumentAsync()).Value("Input.Answers[0].Values"));
    }

    [Fact]
    public async Task A_supplement_is_kept_replaced_nowhere_and_given_to_its_authors_only()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = CallForm.Untouched(world.Event.Id);
        Assert.True(form.ChangeSupplement(new SupplementRules(2, 1, AttachmentKinds.Archive, false, "")).Succeeded);
        await world.App.SeedAsync(form);
        var page = await world.SubmittedAsync();

        using var refused = await world.Browser.SubmitFormAsync(page + "/edit", new Dictionary<string, string?>(), button: "Save changes", files: [new FormFile("Input.Supplement", "notes.exe", "MZ"u8.ToArray())]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith("“notes.exe” is of a kind that is not taken here.", (await refused.DocumentAsync()).ErrorAt("Supplement"), StringComparison.Ordinal);
        using var added = await world.Browser.SubmitFormAsync(page + "/edit", new Dictionary<string, string?>(), button: "Save changes", files: [new FormFile("Input.Supplement", "proofs.zip", Zip)]);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var file = Assert.Single(await world.AllAsync<SubmissionAttachment>());
        Assert.Equal(("proofs.zip", AttachmentKinds.Archive), (file.FileName, file.Kind));

        using var mine = await world.Browser.GetAsync(new Uri($"{page}/files/{file.Id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(Zip, await mine.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("attachment", "sandbox"), (mine.Content.Headers.ContentDisposition!.DispositionType, mine.Headers.GetValues("Content-Security-Policy").Single()));
        await world.App.PersonAsync("Eve", "eve@third.example");
        using var eve = await world.App.SignedInAsync("eve@third.example");
        using var others = await eve.GetAsync(new Uri($"{page}/files/{file.Id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);

        using var removed = await world.Browser.SubmitFormAsync(page + "/edit", new Dictionary<string, string?> { ["Input.Detach"] = file.Id.ToString() }, button: "Save changes");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.NotNull(Assert.Single(await world.AllAsync<SubmissionAttachment>()).RemovedAt);
        using var history = await world.Browser.GetAsync(new Uri($"{page}/files/{file.Id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, history.StatusCode);
    }

    [Fact]
    public async Task The_export_has_a_column_for_each_question()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await AskAsync(world, QuestionSettings.Of(QuestionKind.Line, "=Where?"), QuestionSettings.Of(QuestionKind.Line, "Why?"));
        await world.App.PersonAsync("Olga", "olga@third.example");
        await world.App.SeedAsync(Given.Organizer(world.Event, "olga@third.example"));
        var fields = world.Paper();
        fields["Input.Answers[1].Values"] = "Because";
        using var submitted = await world.NewAsync("Submit", AuthorsWorld.Pdf(2), fields);
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        using var olga = await world.App.SignedInAsync("olga@third.example");

        var csv = Encoding.UTF8.GetString(await olga.GetByteArrayAsync(new Uri($"/e/{world.Event.Slug}/organize/submissions/export.csv", UriKind.Relative), TestContext.Current.CancellationToken));

        var lines = csv.Split("\r\n");
        Assert.EndsWith(",\"'=Where?\",\"Why?\"", lines[0], StringComparison.Ordinal);
        Assert.Contains(",\"\",\"Because\"\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_stand_under_the_headings_of_their_groups()
    {
        await using var world = await AuthorsWorld.StartAsync(Given.Settings() with { Topics = ["Theory:", "Proofs", "Bounds", "Practice:", "Tools"] });

        var page = await world.Browser.GetDocumentAsync($"{world.Root}/new");

        Assert.Equal(["Theory: Proofs, Bounds", "Practice: Tools"], page.QuerySelectorAll(".topic-group").Select(group =>
            $"{group.QuerySelector("legend")!.TextContent}: {string.Join(", ", group.QuerySelectorAll("label").Select(label => label.TextContent))}"));
    }

    [Fact]
    public async Task The_list_of_own_submissions_asks_as_often_for_three_as_for_one()
    {
        await using var app = new WorkshopApp();
        var queries = QueryCounter.Watch(app);
        var of = Given.Event();
        var form = CallForm.Untouched(of.Id);
        var question = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Why?")).Value!;
        await app.SeedAsync(of, form);
        var ada = await app.PersonAsync("Ada", AuthorsWorld.Ada);
        using var browser = await app.SignedInAsync(AuthorsWorld.Ada);
        Submission Draft(int number) => Submission.Start(Guid.NewGuid(), of.Id, number, ada.Id, Given.Content($"Paper {number}") with { Answers = [new AnswerEntry(question.Id, "So")] }, WorkshopApp.Start).Value!;

        await app.SeedAsync(Draft(1));
        var one = await queries.OfPageAsync(browser, $"/e/{of.Slug}/submissions");
        await app.SeedAsync(Draft(2), Draft(3));

        Assert.Equal(one, await queries.OfPageAsync(browser, $"/e/{of.Slug}/submissions"));
    }

    private static async Task<CallForm> AskAsync(AuthorsWorld world, params QuestionSettings[] questions)
    {
        var form = CallForm.Untouched(world.Event.Id);
        foreach (var question in questions)
        {
            Assert.True(form.AddQuestion(question).Succeeded);
        }

        await world.App.SeedAsync(form);
        return form;
    }

    [Fact]
    public async Task A_file_that_came_with_an_outdated_form_is_asked_for_again()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await SupplementAsync(world, QuestionSettings.Of(QuestionKind.File, "Proof") with { FileKinds = AttachmentKinds.Archive });
        using var draft = await world.NewAsync("Save draft", null);
        var edit = draft.Headers.Location!.ToString();
        var opened = await world.Browser.GetDocumentAsync(edit);
        using var first = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?> { ["Input.Title"] = "From the first tab" }, button: "Save draft");

        using var second = await world.Browser.SubmitFormAsync(opened, edit, new Dictionary<string, string?> { ["Input.Title"] = "From the second tab" }, button: "Save draft", files: [new FormFile("Input.Supplement", "proofs.zip", Zip), new FormFile("Input.Answers[0].File", "proof.zip", Zip)]);

        var page = await second.DocumentAsync();
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(("proofs.zip is not saved. Choose it again before you save.", "proof.zip is not saved. Choose it again before you save."), (page.ErrorAt("Supplement"), page.ErrorAt("Answers_0__Values")));
        Assert.Empty(await world.AllAsync<SubmissionAttachment>());
        Assert.Single(form.Questions);
    }

    [Theory]
    [InlineData("Add an author")]
    [InlineData("Preview")]
    [InlineData("Compare the two")]
    public async Task A_button_that_saves_nothing_keeps_files_in_a_draft_and_asks_for_them_again_in_what_is_submitted(string button)
    {
        await using var world = await AuthorsWorld.StartAsync();
        await SupplementAsync(world);
        using var draft = await world.NewAsync("Save draft", AuthorsWorld.Pdf(2));
        var edit = draft.Headers.Location!.ToString();

        using var kept = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?>(), button: button, files: [new FormFile("Input.Supplement", "proofs.zip", Zip)]);
        var page = await kept.DocumentAsync();
        Assert.Contains("proofs.zip", page.Words(), StringComparison.Ordinal);
        Assert.Null(page.ErrorAt("Supplement"));
        Assert.Single(await world.AllAsync<SubmissionAttachment>());

        using var submitted = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?>(), button: "Submit");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        using var asked = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?>(), button: button, files: [new FormFile("Input.Supplement", "more.zip", [.. Zip, 1])]);
        Assert.Equal("more.zip is not saved. Choose it again before you save.", (await asked.DocumentAsync()).ErrorAt("Supplement"));
        Assert.Single(await world.AllAsync<SubmissionAttachment>());
    }

    [Fact]
    public async Task A_file_that_came_with_a_first_save_that_is_refused_is_asked_for_again()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await SupplementAsync(world);

        using var refused = await world.Browser.SubmitFormAsync($"{world.Root}/new", world.Paper(new string('x', 301)), button: "Save draft", files: [new FormFile("Input.Supplement", "proofs.zip", Zip)]);

        Assert.Equal((HttpStatusCode.BadRequest, "proofs.zip is not saved. Choose it again before you save."), (refused.StatusCode, (await refused.DocumentAsync()).ErrorAt("Supplement")));
    }

    [Fact]
    public async Task Files_beyond_the_number_and_of_questions_that_are_not_asked_are_refused_and_the_others_kept()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var call = CallForm.Untouched(world.Event.Id);
        Assert.True(call.ChangeSupplement(new SupplementRules(2, 1, AttachmentKinds.Archive, false, "")).Succeeded);
        var code = call.AddQuestion(QuestionSettings.Of(QuestionKind.Checkbox, "There is a proof")).Value!;
        _ = call.AddQuestion(QuestionSettings.Of(QuestionKind.File, "Proof") with { FileKinds = AttachmentKinds.Archive, DependsOn = code.Id, Test = ConditionTest.IsChecked });
        await world.App.SeedAsync(call);

        using var refused = await world.Browser.SubmitFormAsync($"{world.Root}/new", world.Paper(), button: "Save draft", files:
        [
            .. Enumerable.Range(1, 4).Select(number => new FormFile("Input.Supplement", $"{number}.zip", [.. Zip, (byte)number])),
            new FormFile("Input.Answers[1].File", "proof.zip", Zip),
        ]);

        var page = await refused.DocumentAsync();
        Assert.Equal("The supplement has at most 2 files. Remove one before you add “3.zip”. The supplement has at most 2 files. Remove one before you add “4.zip”.", page.ErrorAt("Supplement"));
        Assert.Equal("“proof.zip” is not saved: with your other answers “Proof” is not asked. Change them, or send the form without this file.", page.ErrorAt("Answers_1__Values"));
        Assert.Equal(["1.zip", "2.zip"], (await world.AllAsync<SubmissionAttachment>()).OrderBy(file => file.Number).Select(file => file.FileName));
    }

    [Fact]
    public async Task An_answer_outlives_a_form_that_was_opened_before_its_question_was_put_back()
    {
        await using var world = await AuthorsWorld.StartAsync();
        var form = await AskAsync(world, QuestionSettings.Of(QuestionKind.Line, "Why?"), QuestionSettings.Of(QuestionKind.Line, "Where?"));
        using var draft = await world.NewAsync("Save draft", null, new Dictionary<string, string?>(world.Paper()) { ["Input.Answers[0].Values"] = "Because" });
        var edit = draft.Headers.Location!.ToString();
        var question = form.Questions[0].Id;
        await world.App.QueryAsync(db => db.Questions.Where(q => q.Id == question).ExecuteUpdateAsync(set => set.SetProperty(q => q.ArchivedAt, WorkshopApp.Start)));
        var opened = await world.Browser.GetDocumentAsync(edit);
        await world.App.QueryAsync(db => db.Questions.Where(q => q.Id == question).ExecuteUpdateAsync(set => set.SetProperty(q => q.ArchivedAt, (DateTimeOffset?)null)));

        using var shown = await world.Browser.SubmitFormAsync(opened, edit, new Dictionary<string, string?>(), button: "Preview");
        Assert.Equal("Because", (await shown.DocumentAsync()).Value("Input.Answers[0].Values"));
        using var saved = await world.Browser.SubmitFormAsync(opened, edit, new Dictionary<string, string?> { ["Input.Answers[0].Values"] = "Here" }, button: "Save draft");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(["Because", "Here"], (await world.AllAsync<Answer>()).Select(answer => answer.Value).Order());
    }

    [Fact]
    public async Task What_is_required_since_a_date_is_not_called_optional_and_a_file_that_is_to_go_stays_ticked()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await AskAsync(
            world,
            QuestionSettings.Of(QuestionKind.Line, "Why?") with { Requirement = QuestionRequirement.FromDate, RequiredFrom = WorkshopApp.Start },
            QuestionSettings.Of(QuestionKind.Line, "Where?") with { Requirement = QuestionRequirement.FromDate, RequiredFrom = WorkshopApp.Start.AddDays(1) },
            QuestionSettings.Of(QuestionKind.File, "Proof") with { FileKinds = AttachmentKinds.Archive });
        using var draft = await world.Browser.SubmitFormAsync($"{world.Root}/new", world.Paper(), button: "Save draft", files: [new FormFile("Input.Answers[2].File", "proof.zip", Zip)]);
        var edit = draft.Headers.Location!.ToString();
        var file = Assert.Single(await world.AllAsync<SubmissionAttachment>());

        using var shown = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?> { ["Input.Detach"] = file.Id.ToString() }, button: "Preview");

        var page = await shown.DocumentAsync();
        Assert.Equal((0, 1), (page.QuerySelectorAll("label[for=Input_Answers_0__Values] .optional").Length, page.QuerySelectorAll("label[for=Input_Answers_1__Values] .optional").Length));
        Assert.True(Assert.IsAssignableFrom<IHtmlInputElement>(page.GetElementById("Input_Answers_2__Values-detach")).IsChecked);
    }

    /// <summary>Two archives may stand in the supplement.</summary>
    private static async Task<CallForm> SupplementAsync(AuthorsWorld world, params QuestionSettings[] questions)
    {
        var form = CallForm.Untouched(world.Event.Id);
        Assert.True(form.ChangeSupplement(new SupplementRules(2, 1, AttachmentKinds.Archive, false, "")).Succeeded);
        Assert.All(questions, question => Assert.True(form.AddQuestion(question).Succeeded));
        await world.App.SeedAsync(form);
        return form;
    }
}
