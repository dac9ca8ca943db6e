using Workshop.Domain.Pdf;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class SubmissionTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Owner = Guid.NewGuid();
    private static readonly CallForm Form = CallForm.Untouched(Guid.NewGuid());

    private static readonly SubmissionContent Complete = new(
        "A title", "An abstract with $x^2$.", [new AuthorEntry("Ada", "ada@uni.example", "Uni", true), new AuthorEntry("Bo", "bo@uni.example", "", false)], [], PresentationPreference.Talk, false, null, null);

    [Fact]
    public void A_draft_may_be_empty_but_not_submitted()
    {
        var draft = Start(new SubmissionContent("", "", [], [], PresentationPreference.Either, false, null, null));

        Assert.Equal(SubmissionState.Draft, draft.State);
        Assert.Equal(
            ["submission.title-missing", "submission.abstract-missing", "submission.authors-missing", "submission.file-missing"],
            draft.Submit(Form, Now).Refusals.Select(refusal => refusal.Code));
        Assert.Null(draft.SubmittedAt);
    }

    [Fact]
    public void A_complete_draft_with_an_acceptable_pdf_is_submitted_once()
    {
        var submission = Start(Complete);
        var file = Upload(submission, [1, 2, 3], true);

        var receipt = submission.Submit(Form, Now.AddMinutes(5)).Value!;
        _ = submission.Submit(Form, Now.AddMinutes(9));

        Assert.Equal(Now.AddMinutes(5), submission.SubmittedAt);
        Assert.Equal((1, file.Sha256, 3L, 2), (receipt.Version, receipt.Sha256, receipt.Size, receipt.Pages));
        Assert.Equal(["Ada", "Bo"], receipt.Authors);
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", StoredFile.HashOf("abc"u8));

    [Fact]
    public void A_blocked_pdf_is_kept_in_a_draft_and_keeps_it_from_being_submitted()
    {
        var submission = Start(Complete);
        Upload(submission, [1], false);

        Assert.Equal("submission.file-blocked", submission.Submit(Form, Now).Refusal?.Code);
        Assert.Equal(1, submission.CurrentVersion?.Number);
    }

    [Fact]
    public void A_blocked_pdf_leaves_the_version_of_a_submitted_one_in_place()
    {
        var submission = Start(Complete);
        var first = Upload(submission, [1], true);
        _ = submission.Submit(Form, Now);

        var second = submission.AddVersion(StoredFile.Of([2], Now), "b.pdf", Owner, Now).Value!;
        Assert.Equal(first.Sha256, submission.CurrentVersion?.Sha256);
        Judge(second, false);

        Assert.Equal(first.Sha256, submission.CurrentVersion?.Sha256);
        var refusal = submission.WhyNotInPlace(second);
        Assert.Equal(("submission.version-blocked", "The PDF has 3 pages. The version that you submitted before stays in place."), (refusal?.Code, refusal?.Message));
        Assert.Null(submission.Problem);
    }

    [Fact]
    public void A_new_version_takes_the_place_of_the_submitted_one_when_the_check_lets_it_and_not_before()
    {
        var submission = Start(Complete);
        Upload(submission, [1], true);
        _ = submission.Submit(Form, Now);

        var second = submission.AddVersion(StoredFile.Of([2], Now), "b.pdf", Owner, Now).Value!;

        Assert.Equal((1, 2, 2), (submission.CurrentVersion?.Number, submission.LatestVersion?.Number, submission.ReceivedVersion?.Number));
        Judge(second, true);
        Assert.Equal(2, submission.CurrentVersion?.Number);
    }

    [Fact]
    public void A_file_without_a_verdict_keeps_nobody_from_submitting_and_becomes_a_problem_when_it_is_turned_down()
    {
        var submission = Start(Complete);
        var version = submission.AddVersion(StoredFile.Of([1], Now), "a.pdf", Owner, Now).Value!;

        Assert.True(submission.Submit(Form, Now).Succeeded);
        Assert.Equal((CheckState.BeingChecked, 1), (version.Check, submission.CurrentVersion?.Number));
        Assert.Null(submission.Problem);
        Judge(version, false);

        Assert.Equal(SubmissionState.Submitted, submission.State);
        Assert.Equal(1, submission.CurrentVersion?.Number);
        Assert.Equal(("submission.file-blocked", "The PDF has 3 pages."), (submission.Problem?.Code, submission.Problem?.Message));
    }

    [Fact]
    public void What_stood_keeps_standing_when_stricter_rules_find_something()
    {
        var submission = Start(Complete);
        Upload(submission, [1], true);
        Upload(submission, [2], true);
        _ = submission.Submit(Form, Now);

        Judge(submission.LatestVersion!, false);

        Assert.Equal((2, CheckState.Blocked), (submission.CurrentVersion?.Number, submission.CurrentVersion?.Check));
        Assert.Equal("submission.file-blocked", submission.Problem?.Code);
    }

    [Fact]
    public void The_same_bytes_are_checked_once_more_when_they_were_turned_down()
    {
        var submission = Start(Complete);
        var file = Upload(submission, [1], false);

        var again = submission.AddVersion(file, "paper.pdf", Owner, Now).Value!;

        Assert.Equal((1, CheckState.BeingChecked), (again.Number, again.Check));
        Judge(again, true);
        Assert.Equal(CheckState.Acceptable, Assert.Single(submission.Versions).Check);
    }

    [Fact]
    public void Only_a_file_without_a_verdict_is_awaited()
    {
        var submission = Start(Complete);
        var version = submission.AddVersion(StoredFile.Of([1], Now), "a.pdf", Owner, Now).Value!;
        version.Await();
        Upload(submission, [2], true);
        submission.LatestVersion!.Await();

        Assert.Equal([true, false], submission.Versions.Select(each => each.IsAwaited));
    }

    [Fact]
    public void A_verdict_keeps_its_findings_gravest_first_and_sums_them_up()
    {
        var submission = Start(Complete);
        var version = submission.AddVersion(StoredFile.Of([1], Now), "a.pdf", Owner, Now).Value!;
        version.Judge(new PdfVerdict(2, 2, [new Finding("a", Severity.Notes, "A note."), new Finding("b", Severity.Warns, "A warning.")]), "", Now.AddSeconds(3));

        Assert.Equal(["b", "a"], version.Findings.Select(finding => finding.Code));
        Assert.Equal((Severity.Warns, Now.AddSeconds(3), 2), (version.Gravest, version.CheckedAt, version.Pages));
        Assert.Equal("2 pages of at most 2: acceptable. A warning.", version.Verdict);
    }

    [Fact]
    public void The_same_bytes_again_are_no_new_version()
    {
        var submission = Start(Complete);
        Upload(submission, [1], true);
        Upload(submission, [1], true);
        Upload(submission, [2], true);

        Assert.Equal([1, 2], submission.Versions.Select(version => version.Number));
    }

    [Fact]
    public void An_edit_from_an_older_revision_is_refused_and_changes_nothing()
    {
        var submission = Start(Complete);
        var opened = submission.Revision;
        Assert.True(submission.Edit(Complete with { Title = "First tab" }, opened, Form, Now).Succeeded);

        var second = submission.Edit(Complete with { Title = "Second tab" }, opened, Form, Now);

        Assert.Equal("submission.changed-elsewhere", second.Refusal?.Code);
        Assert.Equal("First tab", submission.Title);
    }

    [Fact]
    public void A_submitted_one_stays_complete()
    {
        var submission = Start(Complete);
        Upload(submission, [1], true);
        _ = submission.Submit(Form, Now);

        Assert.Equal("submission.title-missing", submission.Edit(Complete with { Title = " " }, submission.Revision, Form, Now).Refusal?.Code);
    }

    [Fact]
    public void A_withdrawn_one_is_closed_until_it_is_taken_back()
    {
        var submission = Start(Complete);
        Upload(submission, [1], true);
        _ = submission.Submit(Form, Now);
        submission.Withdraw(Now.AddHours(1));
        submission.Withdraw(Now.AddHours(2));

        Assert.Equal((SubmissionState.Withdrawn, Now.AddHours(1)), (submission.State, submission.WithdrawnAt));
        Assert.Equal("submission.withdrawn", submission.Edit(Complete, submission.Revision, Form, Now).Refusal?.Code);

        submission.Restore(Now.AddHours(3));
        Assert.Equal(SubmissionState.Submitted, submission.State);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\ada\\my paper.pdf", "my paper.pdf")]
    [InlineData("a\r\nb.pdf", "a b.pdf")]
    [InlineData("", "submission.pdf")]
    public void File_names_lose_folders_and_control_characters(string given, string kept)
    {
        var submission = Start(Complete);
        _ = submission.AddVersion(StoredFile.Of([9], Now), given, Owner, Now);

        Assert.Equal(kept, submission.CurrentVersion?.FileName);
    }

    [Theory]
    [InlineData("", "email.missing")]
    [InlineData("not an address", "email.malformed")]
    [InlineData("ADA@uni.example", "submission.author-twice")]
    public void Every_author_needs_an_address_of_their_own(string second, string expected)
    {
        var content = Complete with { Authors = [new AuthorEntry("Ada", "ada@uni.example", "", true), new AuthorEntry("Bo", second, "", false)] };

        var refusal = Assert.Single(content.CheckComplete(Form, Now));
        Assert.Equal((expected, "Authors[1].Email"), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Exactly_one_author_presents(int presenters)
    {
        var content = Complete with { Authors = [.. Complete.Authors.Select((author, position) => author with { IsPresenter = position < presenters })] };

        Assert.Equal("submission.presenter", Assert.Single(content.CheckComplete(Form, Now)).Code);
    }

    [Theory]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("ftp://files.example/x", false)]
    [InlineData("www.journal.example", false)]
    [InlineData("https://journal.example/1", true)]
    public void A_link_is_a_web_address(string link, bool fine) =>
        Assert.Equal(fine, (Complete with { IsPublished = true, PublishedIn = "Journal", PublishedLink = link }).CheckComplete(Form, Now).Count == 0);

    [Fact]
    public void Only_an_address_that_is_listed_is_disavowed_or_an_author_after_all()
    {
        var submission = Start(Complete);
        Assert.True(submission.Disavow("bo@uni.example", false, Now).Value);
        Assert.True(submission.TakeDisavowalBack("bo@uni.example", Now));
        Assert.True(submission.Disavow("bo@uni.example", false, Now).Value);
        _ = submission.Edit(Complete with { Authors = [Complete.Authors[0]] }, submission.Revision, Form, Now);

        Assert.False(submission.TakeDisavowalBack("bo@uni.example", Now));
        Assert.False(submission.Disavow("bo@uni.example", false, Now).Value);
        Assert.True(submission.IsDisavowedBy("bo@uni.example"));

        // Listed again, it is still for them to say.
        _ = submission.Edit(Complete, submission.Revision, Form, Now);
        Assert.True(submission.TakeDisavowalBack("bo@uni.example", Now));
        _ = submission.Edit(Complete with { Authors = [Complete.Authors[0]] }, submission.Revision, Form, Now);
        Assert.Equal("disavowal.not-listed", submission.Disavow("bo@uni.example", false, Now).Refusal?.Code);
    }

    private static Submission Start(SubmissionContent content) => Submission.Start(Guid.NewGuid(), Guid.NewGuid(), 1, Owner, content, Now).Value!;

    private static StoredFile Upload(Submission submission, byte[] bytes, bool acceptable)
    {
        var file = StoredFile.Of(bytes, Now);
        Judge(submission.AddVersion(file, "paper.pdf", Owner, Now).Value!, acceptable);
        return file;
    }

    private static void Judge(SubmissionVersion version, bool acceptable) =>
        version.Judge(new PdfVerdict(2, 2, acceptable ? [] : [new Finding("pdf.too-many-pages", Severity.Blocks, "The PDF has 3 pages.")]), "", Now);
}
