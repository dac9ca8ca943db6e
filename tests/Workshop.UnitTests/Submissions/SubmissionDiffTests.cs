using Workshop.Domain.Events;
using Workshop.Domain.Submissions;

namespace Workshop.UnitTests.Submissions;

public sealed class SubmissionDiffTests
{
    private static readonly Topic Trees = new() { Name = "Trees" };
    private readonly CallForm _form = CallForm.Untouched(Guid.NewGuid());

    private static readonly AuthorEntry Ada = new("Ada", "ada@uni.example", "Uni", true);
    private static readonly AuthorEntry Bob = new("Bob", "bob@uni.example", "Uni", false);
    private static readonly AuthorEntry Eve = new("Eve", "eve@uni.example", "Uni", false);

    private static readonly SubmissionContent Before = new("Bounds", "We prove it.", [Ada, Bob, Eve], [Trees.Id], PresentationPreference.Either, false, null, null);

    [Fact]
    public void The_same_content_has_no_differences() => Assert.True(Diff(Before).IsEmpty);

    [Fact]
    public void Each_field_that_changed_is_named_with_both_values()
    {
        var diff = Diff(Before with { Title = "Sharp bounds", TopicIds = [], Preference = PresentationPreference.Talk, IsPublished = true, PublishedIn = "COLT 2025" });

        Assert.Equal(
            [("Title", "Bounds", "Sharp bounds"), ("Topics", Trees.Name, ""), ("Prefers", "either a talk or a poster", "a talk"), ("Work", "New", "Published in COLT 2025")],
            diff.Fields.Select(field => (field.Label, field.Before, field.After)));
        Assert.Empty(diff.Authors);
    }

    [Fact]
    public void Authors_are_added_removed_moved_and_changed()
    {
        var diff = Diff(Before with { Authors = [Eve, Ada with { Affiliation = "ENS" }, new AuthorEntry("Kay", "kay@uni.example", "", false)] });

        Assert.Equal(
            [(AuthorChangeKind.Removed, "Bob", (int?)2, (int?)null), (AuthorChangeKind.Moved, "Eve", 3, 1), (AuthorChangeKind.Changed, "Ada", 1, 2), (AuthorChangeKind.Added, "Kay", null, 3)],
            diff.Authors.Select(change => (change.Kind, change.Name, change.From, change.To)));
        Assert.Equal([("Affiliation", "Uni", "ENS")], diff.Authors.Single(change => change.Kind == AuthorChangeKind.Changed).Details.Select(detail => (detail.Label, detail.Before, detail.After)));
    }

    [Fact]
    public void An_author_with_a_new_address_is_the_same_author()
    {
        var change = Assert.Single(Diff(Before with { Authors = [Ada with { Email = "ada@ens.example" }, Bob, Eve] }).Authors);

        Assert.Equal((AuthorChangeKind.Changed, "Ada", "Email"), (change.Kind, change.Name, Assert.Single(change.Details).Label));
    }

    [Fact]
    public void Answers_are_compared_in_words_and_files_by_name_and_bytes()
    {
        var student = _form.AddQuestion(QuestionSettings.Of(QuestionKind.Checkbox, "Student paper?")).Value!;
        var slides = _form.AddQuestion(QuestionSettings.Of(QuestionKind.File, "Slides")).Value!;
        var code = new AttachedFile(Guid.NewGuid(), null, "code.zip", new string('a', 64), 10, AttachmentKinds.Archive);
        var before = Before with { Files = [code] };
        var after = Before with
        {
            Answers = [new AnswerEntry(student.Id, AnswerEntry.Ticked), new AnswerEntry(Guid.NewGuid(), "Once asked")],
            Files = [code with { Id = Guid.NewGuid(), Sha256 = new string('b', 64) }, code with { QuestionId = slides.Id, FileName = "talk.pdf" }],
        };

        Assert.Equal(
            [
                ("Student paper?", "", "Yes"), ("A question that is no longer asked", "", "Once asked"),
                ("Supplement", "code.zip (aaaaaaaa)", "code.zip (bbbbbbbb)"), ("Slides", "", "talk.pdf"),
            ],
            SubmissionDiff.Between(before, after, [Trees], _form).Fields.Select(field => (field.Label, field.Before, field.After)));
    }

    [Fact]
    public void A_snapshot_gives_back_what_was_typed()
    {
        var submission = Submission.Start(Guid.NewGuid(), Guid.NewGuid(), 1, Guid.NewGuid(), Before, DateTimeOffset.UnixEpoch).Value!;

        var snapshot = SubmissionSnapshot.Of(submission, SnapshotKind.Submitted, null, false, "", DateTimeOffset.UnixEpoch);

        Assert.True(snapshot.ReadContent().SaysTheSameAs(submission.Content));
        Assert.Equal((1, (int?)null), (snapshot.Revision, snapshot.Version));
    }

    private SubmissionDiff Diff(SubmissionContent after) => SubmissionDiff.Between(Before, after, [Trees], _form);
}
