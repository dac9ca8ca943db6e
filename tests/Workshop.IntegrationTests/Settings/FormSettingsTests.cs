using System.Net;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Submissions;
using Workshop.IntegrationTests.Organize;
using Workshop.IntegrationTests.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Settings;

public sealed class FormSettingsTests
{
    [Fact]
    public async Task A_type_is_added_with_a_deadline_of_its_own_and_offered_to_authors()
    {
        await using var world = await OrganizersWorld.StartAsync();

        using var added = await world.Browser.SubmitFormAsync($"{world.Root}/settings/form/type", new Dictionary<string, string?>
        {
            ["Input.Name"] = "Demo",
            ["Input.RequiresPdf"] = "false",
            ["Input.AbstractMax"] = "100",
            ["Input.ClosesAt"] = "2027-03-05T23:59",
        }, button: "Save type");

        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var type = Assert.Single((await FormAsync(world)).Types);
        Assert.Equal(("Demo", false, new TextLimit(TextUnit.Words, null, 100), new DateTimeOffset(2027, 3, 6, 11, 59, 0, TimeSpan.Zero)), (type.Name, type.RequiresPdf, type.Abstract, type.ClosesAt!.Value));
        var preview = await world.Browser.GetDocumentAsync($"{world.Root}/settings/form/preview");
        Assert.Single(preview.QuerySelectorAll("[name='Input.TypeId']"));
        Assert.Empty(preview.QuerySelectorAll("main button[value=submit]"));
        using var twice = await world.Browser.SubmitFormAsync($"{world.Root}/settings/form/type", new Dictionary<string, string?> { ["Input.Name"] = "demo" }, button: "Save type");
        Assert.Equal("There is a type of that name already. Choose another name.", (await twice.DocumentAsync()).ErrorAt("Name"));
    }

    [Fact]
    public async Task A_type_in_use_is_not_removed_and_one_without_use_is()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var form = CallForm.Untouched(world.Event.Id);
        var settings = new SubmissionTypeSettings("Demo", "", null, null, null, true, null, null, false);
        var demo = form.AddType(world.Event, settings).Value!;
        _ = form.AddType(world.Event, settings with { Name = "Paper" });
        await world.App.SeedAsync(form);
        await world.App.SeedAsync(Submission.Start(Guid.NewGuid(), world.Event.Id, 50, world.Author.Id, Given.Content("A demo") with { TypeId = demo.Id }, WorkshopApp.Start).Value!);

        using var refused = await RemoveAsync(form.Types[0]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("One submission is of the type “Demo”.", (await refused.DocumentAsync()).Words(), StringComparison.Ordinal);
        using var removed = await RemoveAsync(form.Types[1]);
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Equal(["Demo"], (await FormAsync(world)).Types.Select(type => type.Name));

        async Task<HttpResponseMessage> RemoveAsync(SubmissionType type) =>
            await world.Browser.SubmitFormAsync($"{world.Root}/settings/form", new Dictionary<string, string?> { ["act"] = "remove", ["id"] = type.Id.ToString() }, "form[action*='handler=Type']");
    }

    [Fact]
    public async Task A_question_is_added_renamed_and_keeps_the_options_that_were_chosen()
    {
        await using var world = await OrganizersWorld.StartAsync();
        using var added = await world.Browser.SubmitFormAsync($"{world.Root}/settings/form/question", new Dictionary<string, string?>
        {
            ["Input.Label"] = "Is there code?",
            ["Input.Kind"] = nameof(QuestionKind.SingleChoice),
            ["Input.MoreOptions"] = "Yes\nNo\n",
            ["Input.Requirement"] = nameof(QuestionRequirement.FromDate),
            ["Input.RequiredFrom"] = "2027-02-20T12:00",
        }, button: "Save question");
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var question = Assert.Single((await FormAsync(world)).Questions);
        Assert.Equal((QuestionRequirement.FromDate, new DateTimeOffset(2027, 2, 21, 0, 0, 0, TimeSpan.Zero)), (question.Requirement, question.RequiredFrom!.Value));
        await world.App.SeedAsync(Submission.Start(Guid.NewGuid(), world.Event.Id, 50, world.Author.Id, Given.Content("A paper") with { Answers = [new(question.Id, question.Options[0].Key)] }, WorkshopApp.Start).Value!);
        var edit = $"{world.Root}/settings/form/question?id={question.Id}";

        using var dropped = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?> { ["Input.Options[0].Label"] = "", ["Input.MoreOptions"] = "Maybe" }, button: "Save question");
        Assert.Equal("Authors have chosen “Yes”. Keep it; you may change its words.", (await dropped.DocumentAsync()).ErrorAt("MoreOptions"));
        using var renamed = await world.Browser.SubmitFormAsync(edit, new Dictionary<string, string?> { ["Input.Label"] = "Code?", ["Input.Options[0].Label"] = "Yes, public", ["Input.Options[0].Place"] = "9" }, button: "Save question");
        Assert.Equal(HttpStatusCode.Redirect, renamed.StatusCode);
        var after = Assert.Single((await FormAsync(world)).Questions);
        Assert.Equal(("Code?", "No, Yes, public", question.Options[0].Key), (after.Label, string.Join(", ", after.Options.Select(option => option.Label)), after.Options[1].Key));
    }

    [Fact]
    public async Task Removing_a_question_says_how_many_answers_it_hides_and_can_be_undone()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var form = CallForm.Untouched(world.Event.Id);
        var question = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Why?")).Value!;
        await world.App.SeedAsync(form);
        await world.App.SeedAsync(Submission.Start(Guid.NewGuid(), world.Event.Id, 50, world.Author.Id, Given.Content("A paper") with { Answers = [new(question.Id, "So")] }, WorkshopApp.Start).Value!);

        using var asked = await PressAsync("remove");
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("One answer will not be shown any more.", (await asked.DocumentAsync()).Words(), StringComparison.Ordinal);
        Assert.False((await FormAsync(world)).Questions[0].IsArchived);
        using var archived = await PressAsync("archive");
        Assert.True((await FormAsync(world)).Questions[0].IsArchived);
        using var restored = await PressAsync("restore");
        Assert.False((await FormAsync(world)).Questions[0].IsArchived);
        Assert.Equal("So", Assert.Single(await world.App.QueryAsync(db => db.Answers.AsNoTracking().ToListAsync())).Value);

        async Task<HttpResponseMessage> PressAsync(string act) =>
            await world.Browser.SubmitFormAsync($"{world.Root}/settings/form", new Dictionary<string, string?> { ["act"] = act, ["id"] = question.Id.ToString() }, "form[action*='handler=Question']");
    }

    [Fact]
    public async Task Two_organizers_who_change_the_form_at_once_find_out()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var path = $"{world.Root}/settings/form/type";
        var opened = await world.Browser.GetDocumentAsync(path);
        using var first = await world.Browser.SubmitFormAsync(path, new Dictionary<string, string?> { ["Input.Name"] = "Demo" }, button: "Save type");

        using var second = await world.Browser.SubmitFormAsync(opened, path, new Dictionary<string, string?> { ["Input.Name"] = "Paper" }, button: "Save type");
        var page = await second.DocumentAsync();
        Assert.Equal((HttpStatusCode.Conflict, "Paper"), (second.StatusCode, page.Value("Input.Name")));
        using var again = await world.Browser.SubmitFormAsync(page, path, new Dictionary<string, string?>(), button: "Save type");

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(["Demo", "Paper"], (await FormAsync(world)).Types.Select(type => type.Name));
    }

    [Fact]
    public async Task Limits_hold_when_an_abstract_is_submitted_and_not_before()
    {
        await using var world = await AuthorsWorld.StartAsync();
        await world.App.PersonAsync("Olga", "olga@third.example");
        await world.App.SeedAsync(Given.Organizer(world.Event, "olga@third.example"));
        using var olga = await world.App.SignedInAsync("olga@third.example");
        using var saved = await olga.SubmitFormAsync($"/e/{world.Event.Slug}/organize/settings/form", new Dictionary<string, string?> { ["Input.AbstractMax"] = "5", ["Input.TitleMax"] = "2", ["Input.SupplementFiles"] = "1" }, "#rules", "Save limits");
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        using var draft = await world.NewAsync("Save draft", AuthorsWorld.Pdf(2));
        Assert.Equal(HttpStatusCode.Redirect, draft.StatusCode);
        using var refused = await world.Browser.SubmitFormAsync(draft.Headers.Location!.ToString(), new Dictionary<string, string?>(), button: "Submit");
        var page = await refused.DocumentAsync();

        Assert.Equal(("The title has 3 words. Shorten it to 2 words.", "The abstract has 7 words. Shorten it to 5 words."), (page.ErrorAt("Title"), page.ErrorAt("Abstract")));
        Assert.Equal("5", page.GetElementById("Input_Abstract-count")!.GetAttribute("data-max"));
        Assert.NotNull(page.GetElementById("Input_Supplement"));
    }

    [Fact]
    public async Task What_authors_gave_to_the_organizers_alone_stays_theirs()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var form = CallForm.Untouched(world.Event.Id);
        var question = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Who needs a visa?")).Value!;
        _ = form.ChangeSupplement(new SupplementRules(2, 1, AttachmentKinds.Pdf, false, ""));
        await world.App.SeedAsync(form);
        var submission = Submission.Start(Guid.NewGuid(), world.Event.Id, 50, world.Author.Id, Given.Content("A paper") with { Answers = [new(question.Id, "Ada")] }, WorkshopApp.Start).Value!;
        var file = StoredFile.Of([7], WorkshopApp.Start);
        _ = submission.Attach(null, file, "a.pdf", AttachmentKinds.Pdf, world.Author.Id, WorkshopApp.Start);
        await world.App.SeedAsync(file, submission);

        using var opened = await world.Browser.SubmitFormAsync($"{world.Root}/settings/form/question?id={question.Id}", new Dictionary<string, string?> { ["Input.Audience"] = nameof(QuestionAudience.Reviewers) }, button: "Save question");
        Assert.Equal("There is one answer already, given for the organizers alone. Remove this question and ask another one that reviewers read.", (await opened.DocumentAsync()).ErrorAt("Audience"));
        using var shown = await world.Browser.SubmitFormAsync($"{world.Root}/settings/form", new Dictionary<string, string?> { ["Input.ReviewersSeeSupplement"] = "true" }, "#rules", "Save limits");
        Assert.Equal("There is one file already, added for the organizers alone. Ask for files that reviewers get with a new question.", (await shown.DocumentAsync()).ErrorAt("ReviewersSeeSupplement"));
        var after = await FormAsync(world);
        Assert.Equal((QuestionAudience.Organizers, false), (after.Questions[0].Audience, after.ReviewersSeeSupplement));
    }

    [Fact]
    public async Task Organizers_put_a_title_right_although_an_answer_is_missing()
    {
        await using var world = await OrganizersWorld.StartAsync();
        var submission = await world.SubmittedAsync("A titel");
        var form = CallForm.Untouched(world.Event.Id);
        _ = form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Why?") with { Requirement = QuestionRequirement.Always });
        await world.App.SeedAsync(form);

        using var saved = await world.Browser.SubmitFormAsync($"{world.Root}/submissions/{submission.Id}/edit", new Dictionary<string, string?> { ["Input.Title"] = "A title", ["Note"] = "A typo." }, button: "Save changes");

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("A title", await world.App.QueryAsync(db => db.Submissions.Where(s => s.Id == submission.Id).Select(s => s.Title).SingleAsync()));
    }

    [Fact]
    public async Task Nobody_but_organizers_finds_the_pages()
    {
        await using var world = await OrganizersWorld.StartAsync();
        using var ada = await world.App.SignedInAsync("ada@third.example");

        foreach (var page in new[] { "", "/type", "/question", "/preview" })
        {
            using var response = await ada.GetAsync(new Uri($"{world.Root}/settings/form{page}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    private static Task<CallForm> FormAsync(OrganizersWorld world) => world.App.QueryAsync(db => db.LoadCallFormAsync(world.Event.Id, TestContext.Current.CancellationToken));
}
