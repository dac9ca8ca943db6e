using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class CallFormTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly SubmissionTypeSettings Demo = new("Demo", "", 1, 20, new TextLimit(TextUnit.Words, 2, 3), false, null, null, false);

    private static readonly SubmissionContent Complete = new(
        "A title", "An abstract", [new AuthorEntry("Ada", "ada@uni.example", "Uni", true)], [], PresentationPreference.Talk, false, null, null);

    private readonly WorkshopEvent _of = WorkshopEvent.Create("testing", new EventSettings(
        "Theory of Testing", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "Hall", EventZone.Utc, EventZone.AnywhereOnEarth,
        Now.AddDays(-1), Now.AddDays(30), 0, null, 2, 10, true, 3, 6, "", null, []), Now).Value!;
    private readonly CallForm _form;

    public CallFormTests() => _form = CallForm.Untouched(_of.Id);

    [Fact]
    public void An_untouched_form_asks_for_nothing_more()
    {
        Assert.Empty(_form.Check(Complete, Now));
        Assert.Equal(new SubmissionLimits(_of.PageLimit, _of.MaxUploadMegabytes, true), SubmissionLimits.Of(_of, null));
    }

    [Fact]
    public void A_type_must_be_chosen_when_there_are_some()
    {
        var demo = _form.AddType(_of, Demo).Value!;

        Assert.Equal("submission.type-missing", Assert.Single(_form.Check(Complete, Now)).Code);
        Assert.Equal("submission.type-missing", Assert.Single(_form.Check(Complete with { TypeId = Guid.NewGuid() }, Now)).Code);
        Assert.Empty(_form.Check(Complete with { TypeId = demo.Id }, Now));
        Assert.Null(_form.Fit(Complete with { TypeId = Guid.NewGuid() }).TypeId);
    }

    [Fact]
    public void The_limits_of_a_type_take_the_place_of_the_events()
    {
        _ = _form.ChangeLimits(TextLimit.None, new TextLimit(TextUnit.Words, null, 1));
        var demo = _form.AddType(_of, Demo).Value!;
        var paper = _form.AddType(_of, Demo with { Name = "Paper", PageLimit = null, MaxUploadMegabytes = null, Abstract = null, RequiresPdf = true }).Value!;

        Assert.Empty(_form.Check(Complete with { TypeId = demo.Id }, Now));
        Assert.Equal("submission.abstract-over-limit", Assert.Single(_form.Check(Complete with { TypeId = paper.Id }, Now)).Code);
        Assert.Equal(new SubmissionLimits(1, 20, false), SubmissionLimits.Of(_of, demo));
        Assert.Equal(new SubmissionLimits(_of.PageLimit, _of.MaxUploadMegabytes, true), SubmissionLimits.Of(_of, paper));
    }

    [Fact]
    public void A_demo_without_a_pdf_is_submitted_and_its_receipt_names_no_file()
    {
        var demo = _form.AddType(_of, Demo).Value!;
        var submission = Submission.Start(Guid.NewGuid(), _of.Id, 1, Guid.NewGuid(), Complete with { TypeId = demo.Id }, Now).Value!;

        var receipt = submission.Submit(_form, Now.AddMinutes(1)).Value!;

        Assert.Equal((0, null, null, Now.AddMinutes(1)), (receipt.Version, receipt.Sha256, receipt.Size, receipt.ReceivedAt));
    }

    [Fact]
    public void A_closed_type_keeps_what_is_submitted_and_takes_nothing_new()
    {
        var demo = _form.AddType(_of, Demo).Value!;
        var other = _form.AddType(_of, Demo with { Name = "Other" }).Value!;
        var draft = Submission.Start(Guid.NewGuid(), _of.Id, 1, Guid.NewGuid(), Complete with { TypeId = demo.Id }, Now).Value!;
        var submitted = Submission.Start(Guid.NewGuid(), _of.Id, 2, Guid.NewGuid(), Complete with { TypeId = demo.Id }, Now).Value!;
        var elsewhere = Submission.Start(Guid.NewGuid(), _of.Id, 3, Guid.NewGuid(), Complete with { TypeId = other.Id }, Now).Value!;
        _ = submitted.Submit(_form, Now);
        _ = elsewhere.Submit(_form, Now);
        _ = _form.ChangeType(_of, demo, Demo with { IsClosed = true });

        Assert.Equal("submission.type-closed", draft.Submit(_form, Now).Refusal?.Code);
        Assert.True(submitted.Edit(submitted.Content with { Title = "New" }, submitted.Revision, _form, Now).Succeeded);
        Assert.Equal("submission.type-closed", elsewhere.Edit(elsewhere.Content with { TypeId = demo.Id }, elsewhere.Revision, _form, Now).Refusal?.Code);
    }

    [Theory]
    [InlineData(false, false, "submission.file-missing")]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    public void A_submitted_one_becomes_one_of_a_type_that_needs_a_pdf_with_a_pdf_only(bool hasPdf, bool bringsPdf, string? code)
    {
        var demo = _form.AddType(_of, Demo).Value!;
        var paper = _form.AddType(_of, Demo with { Name = "Paper", RequiresPdf = true }).Value!;
        var submission = Submission.Start(Guid.NewGuid(), _of.Id, 1, Guid.NewGuid(), Complete with { TypeId = demo.Id }, Now).Value!;
        if (hasPdf)
        {
            _ = submission.AddVersion(StoredFile.Of([1], Now), "a.pdf", Guid.NewGuid(), Now);
        }

        _ = submission.Submit(_form, Now);

        var edited = submission.Edit(submission.Content with { TypeId = paper.Id }, submission.Revision, _form, Now, new EditTerms(Now, bringsPdf));
        Assert.Equal(code, edited.Refusal?.Code);
        Assert.Equal(code is null ? paper.Id : demo.Id, submission.TypeId);
    }

    [Fact]
    public void An_imported_one_without_a_pdf_may_be_changed_and_given_a_type()
    {
        var imported = Submission.Import(_of.Id, 1, "elsewhere/1", Complete, false, Now, Now).Value!;
        var paper = _form.AddType(_of, Demo with { RequiresPdf = true }).Value!;

        Assert.True(imported.Edit(imported.Content with { TypeId = paper.Id }, imported.Revision, _form, Now).Succeeded);
        Assert.True(imported.Edit(imported.Content with { Title = "A better title" }, imported.Revision, _form, Now).Succeeded);
    }

    [Fact]
    public void Organizers_put_one_thing_right_while_another_is_missing()
    {
        var imported = Submission.Import(_of.Id, 1, "elsewhere/1", Complete with { Authors = [new AuthorEntry("Ada", "", "Uni", true)] }, false, Now, Now).Value!;
        _ = _form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Why?") with { Requirement = QuestionRequirement.Always });
        _ = _form.AddType(_of, Demo);
        var corrected = imported.Content with { Title = "A title, corrected" };

        Assert.Equal("submission.type-missing submission.answer-missing email.missing", Edit(corrected, onBehalf: false));
        Assert.Equal("", Edit(corrected, onBehalf: true));
        Assert.Equal("A title, corrected", imported.Title);
        Assert.Equal("submission.title-missing", Edit(corrected with { Title = "" }, onBehalf: true));

        string Edit(SubmissionContent content, bool onBehalf) =>
            string.Join(' ', imported.Edit(content, imported.Revision, _form, Now, new EditTerms(Now, OnBehalf: onBehalf)).Refusals.Select(refusal => refusal.Code));
    }

    [Fact]
    public void What_is_required_from_an_instant_on_is_judged_when_the_request_arrived()
    {
        _ = _form.AddQuestion(QuestionSettings.Of(QuestionKind.Line, "Why?") with { Requirement = QuestionRequirement.FromDate, RequiredFrom = Now });
        var submission = Submission.Start(Guid.NewGuid(), _of.Id, 1, Guid.NewGuid(), Complete, Now).Value!;
        _ = submission.AddVersion(StoredFile.Of([1], Now), "a.pdf", Guid.NewGuid(), Now);

        Assert.Equal("submission.answer-missing", submission.Submit(_form, Now.AddMinutes(5), Now).Refusal?.Code);
        Assert.True(submission.Submit(_form, Now.AddMinutes(5), Now.AddTicks(-1)).Succeeded);
        Assert.Equal(Now.AddMinutes(5), submission.SubmittedAt);
        Assert.Equal("submission.answer-missing", submission.Edit(Complete, submission.Revision, _form, Now.AddMinutes(6), new EditTerms(Now)).Refusal?.Code);
        Assert.True(submission.Edit(Complete, submission.Revision, _form, Now.AddMinutes(6), new EditTerms(Now.AddTicks(-1))).Succeeded);
        Assert.Equal(Now.AddMinutes(6), submission.UpdatedAt);
    }

    [Fact]
    public void A_name_is_given_once_whatever_its_case()
    {
        var demo = _form.AddType(_of, Demo).Value!;

        Assert.Equal("type.name-taken", _form.AddType(_of, Demo with { Name = "demo " }).Refusal?.Code);
        Assert.True(_form.ChangeType(_of, demo, Demo with { Name = "DEMO" }).Succeeded);
    }

    [Fact]
    public void A_type_in_use_is_not_removed()
    {
        var demo = _form.AddType(_of, Demo).Value!;

        Assert.Equal("One submission is of the type “Demo”. Close it instead: then nobody can choose it any more.", _form.RemoveType(demo, 1).Refusal?.Message);
        Assert.True(_form.RemoveType(demo, 0).Succeeded);
        Assert.Empty(_form.Types);
    }

    [Fact]
    public void Types_move_by_one_place_and_not_over_the_ends()
    {
        var types = "ABC".Select(name => _form.AddType(_of, Demo with { Name = name.ToString() }).Value!).ToList();

        _form.MoveType(types[0], up: true);
        _form.MoveType(types[2], up: false);
        _form.MoveType(types[0], up: false);

        Assert.Equal("BAC", string.Concat(_form.Types.Select(type => type.Name)));
        Assert.Equal([0, 1, 2], _form.Types.Select(type => type.Position));
    }

    [Fact]
    public void The_deadlines_of_a_type_lie_in_order()
    {
        string[] Codes(DateTimeOffset? abstracts, DateTimeOffset? closes) => [.. (Demo with { AbstractsDue = abstracts, ClosesAt = closes }).Check(_of).Select(refusal => refusal.Code)];

        Assert.Equal(["type.closes-before-open"], Codes(null, _of.SubmissionsOpen));
        Assert.Empty(Codes(null, _of.SubmissionsOpen.AddSeconds(1)));
        Assert.Equal(["type.abstracts-before-open"], Codes(_of.SubmissionsOpen, null));
        Assert.Equal(["type.abstracts-after-close"], Codes(_of.SubmissionsClose.AddSeconds(1), null));
        Assert.Empty(Codes(_of.SubmissionsClose, null));
        Assert.Empty(Codes(_of.SubmissionsClose.AddDays(1), _of.SubmissionsClose.AddDays(1)));
    }
}
