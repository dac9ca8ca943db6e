using Workshop.Domain.Events;
using Workshop.Domain.Submissions;
using Workshop.Domain.Submissions.Import;

namespace Workshop.UnitTests.Submissions.Import;

public sealed class ImportReadingTests
{
    private static readonly DateTimeOffset Now = new(2027, 2, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("#;title;authors;submitted;last updated;form fields;keywords;decision;notified;reviews sent;abstract;deleted?", ImportSource.EasyChair)]
    [InlineData("Paper ID;Created;Last Modified;Paper Title;Abstract;Primary Contact Author Name;Primary Contact Author Email;Authors;Author Names;Author Emails;Track Name;Primary Subject Area;Secondary Subject Areas;Status", ImportSource.Cmt)]
    [InlineData("pid;title;authors;abstract;topics;status;submitted;submitted_at", ImportSource.HotCrp)]
    [InlineData("id;forum;number;cdate;content.title;content.abstract;content.authors;content.authorids;content.keywords;content.venue", ImportSource.OpenReview)]
    [InlineData("number;state;title;authors;emails;affiliations;presenter;topics;preference;publishedin;publishedlink;pages;submittedatutc;abstract", ImportSource.Workshop)]
    [InlineData("Nr;Titel", ImportSource.Other)]
    public void A_system_is_known_by_its_columns(string columns, ImportSource expected)
    {
        var table = new ImportTable(columns.Split(';'), []);

        Assert.Equal(expected, ImportDetection.SourceOf(table.Columns));
        Assert.Equal(expected != ImportSource.Other, ImportDetection.Propose(table, null, "Etc/UTC").Check(table).Count == 0);
    }

    [Fact]
    public void Cmt_marks_the_contact_with_an_asterisk_and_names_affiliations_in_parentheses()
    {
        var row = Read(
            "Paper ID|Paper Title|Abstract|Authors|Author Emails|Primary Subject Area|Secondary Subject Areas|Status",
            "7|Bounds on $\\ell_1$|We prove $a < b$.|Ada Lovelace (London); Charles Babbage (Cambridge)*|ada@x.example;cb@y.example*|Theory|Learning; Bounds|Awaiting Decision");

        Assert.Empty(row.Refusals);
        Assert.Equal([new AuthorEntry("Ada Lovelace", "ada@x.example", "London", false), new AuthorEntry("Charles Babbage", "cb@y.example", "Cambridge", true)], row.Content.Authors);
        Assert.Equal(["Theory", "Learning", "Bounds"], row.Topics);
        Assert.False(row.Withdrawn);
    }

    [Fact]
    public void An_openreview_profile_is_no_address_and_an_author_without_one_is_a_warning()
    {
        var row = Read("number|content.title|content.abstract|content.authors|content.authorids|content.venue", "3|T|A|Ada Lovelace\nCharles Babbage|~Ada_Lovelace1\ncb@y.example|X 2027 Withdrawn Submission");

        Assert.Empty(row.Refusals);
        Assert.Equal(["", "cb@y.example"], row.Content.Authors.Select(author => author.Email));
        Assert.Equal(["~Ada_Lovelace1 is a profile of OpenReview, not an e-mail address.", "1 of 2 authors has no e-mail address: that one is told nothing and does not find the submission here."], row.Warnings);
        Assert.True(row.Withdrawn);
    }

    [Fact]
    public void Easychairs_authors_come_from_their_own_file_in_its_order()
    {
        var table = Table("#|title|authors|abstract|form fields|deleted?", "1|T|A B and C D|Text||no", "2|U|E F|Text||yes");
        var authors = Table(
            "submission #|first name|last name|email|country|affiliation|Web page|person #|corresponding?",
            "1|Ada|Lovelace|ada@x.example|UK|London||1|no", "1|Charles|Babbage|cb@y.example|UK|Cambridge||2|yes", "2|Émile|Borel|eb@z.example|FR|Paris||3|yes");
        var rows = ImportReading.Read(table, authors, ImportDetection.Propose(table, authors, "Etc/UTC"));

        Assert.Equal([new AuthorEntry("Ada Lovelace", "ada@x.example", "London", false), new AuthorEntry("Charles Babbage", "cb@y.example", "Cambridge", true)], rows[0].Content.Authors);
        Assert.Equal([null, "It is deleted there."], rows.Select(row => row.LeftOutBecause));
    }

    [Fact]
    public void Numbered_columns_make_authors_in_their_order()
    {
        var row = Read("id|title|abstract|Author 1 Name|Author 1 Email|Author 2 Name|Author 2 Email|Author 1 Affiliation", "1|T|A|Ada|ada@x.example|Charles|cb@y.example|London");

        Assert.Equal([new AuthorEntry("Ada", "ada@x.example", "London", true), new AuthorEntry("Charles", "cb@y.example", "", false)], row.Content.Authors);
    }

    [Theory]
    [InlineData("|T|A|Ada|a@x.example|", "import.id-missing id")]
    [InlineData("1||A|Ada|a@x.example|", "submission.title-missing title")]
    [InlineData("1|T||Ada|a@x.example|", "submission.abstract-missing abstract")]
    [InlineData("1|T|A||a@x.example|", "import.lists-differ emails,submission.authors-missing authors")]
    [InlineData("1|T|A|Ada; Bob|a@x.example|", "import.lists-differ emails")]
    [InlineData("1|T|A|Ada|nonsense|", "email.malformed emails")]
    [InlineData("1|T|A|Ada; Bob|a@x.example; A@x.example|", "submission.author-twice emails")]
    [InlineData("1|T|A|Ada|a@x.example|soon", "import.time-unknown submitted")]
    [InlineData("1|T|A|Ada||", "")]
    public void A_row_is_refused_with_the_column_where_the_mistake_stands(string cells, string expected) =>
        Assert.Equal(expected, string.Join(',', Read("id|title|abstract|authors|emails|submitted", cells).Refusals.Select(refusal => $"{refusal.Code} {refusal.Field}")));

    [Fact]
    public void The_same_id_on_two_rows_refuses_both()
    {
        var table = Table("id|title|abstract|authors", "1|T|A|Ada", "2|U|A|Ada", "1|V|A|Ada");

        var rows = ImportReading.Read(table, null, ImportDetection.Propose(table, null, "Etc/UTC"));

        Assert.Equal(["import.id-twice", "", "import.id-twice"], rows.Select(row => row.Refusals.Count == 0 ? "" : row.Refusals[0].Code));
        Assert.Equal("“1” stands on lines 2 and 4. Leave out all but one of them.", rows[0].Refusals[0].Message);
    }

    [Fact]
    public void A_plan_continues_the_numbers_or_keeps_those_that_are_free()
    {
        var table = Table("id|title|abstract|authors", "2|T|A|Ada", "9|U|A|Ada", "x|V|A|Ada");

        Assert.Equal([5, 6, 7], Plan(table, choices => choices, taken: [2, 4]).Lines.Select(line => line.Number));
        Assert.Equal([10, 9, 11], Plan(table, choices => choices with { KeepNumbers = true }, taken: [2, 4]).Lines.Select(line => line.Number));
    }

    [Theory]
    [InlineData(UnknownTopics.LeaveOut, ImportOutcome.Create, 1, "")]
    [InlineData(UnknownTopics.Create, ImportOutcome.Create, 2, "Novel")]
    [InlineData(UnknownTopics.Refuse, ImportOutcome.Refused, 1, "")]
    public void An_unknown_topic_is_left_out_created_or_refused(UnknownTopics unknown, ImportOutcome outcome, int chosen, string created)
    {
        var plan = Plan(Table("id|title|abstract|authors|topics", "1|T|A|Ada|theory; Novel"), choices => choices with { UnknownTopics = unknown }, topics: [new Topic { Name = "Theory" }]);

        Assert.Equal(outcome, plan.Lines[0].Outcome);
        Assert.Equal(chosen, plan.Lines[0].Content.TopicIds.Count);
        Assert.Equal(created, string.Join(',', plan.NewTopics));
    }

    [Theory]
    [InlineData("1|T|A|Ada", false, true, ImportOutcome.Same)]
    [InlineData("1|T |A|Ada*", false, true, ImportOutcome.Same)]
    [InlineData("1|Other|A|Ada", false, true, ImportOutcome.Differs)]
    [InlineData("1|Other|A|Ada", true, true, ImportOutcome.Update)]
    [InlineData("1|Other|A|Ada", true, false, ImportOutcome.Same)] // this organizer must keep away from it
    public void What_was_imported_before_is_recognized(string cells, bool update, bool managed, ImportOutcome expected)
    {
        var first = Plan(Table("id|title|abstract|authors", "1|T|A|Ada"), choices => choices);
        var made = Submission.Import(Guid.NewGuid(), 1, "other/1", first.Lines[0].Content, false, Now, Now).Value!;
        var before = new Dictionary<string, ImportedBefore> { ["other/1"] = new(made.Id, 1, made.Content, made.State, made.SubmittedAt, false, managed) };

        Assert.Equal(expected, Plan(Table("id|title|abstract|authors", cells), choices => choices with { UpdateChanged = update }, before: before).Lines[0].Outcome);
    }

    [Fact]
    public void What_was_withdrawn_here_stays_withdrawn_and_what_was_added_here_is_no_difference()
    {
        var question = Guid.NewGuid();
        var table = Table("id|title|abstract|authors|emails", "1|T|A|Ada|ada@x.example");
        var made = Submission.Import(Guid.NewGuid(), 1, "other/1", Plan(table, choices => choices).Lines[0].Content, false, Now, Now).Value!;
        var content = made.Content with { Answers = [new AnswerEntry(question, "Yes")], Authors = [made.Content.Authors[0] with { Orcid = "0000-0002-1825-0097" }] };

        Assert.Equal(ImportOutcome.Same, Again(table, content, SubmissionState.Submitted).Outcome);
        var withdrawn = Again(table, content, SubmissionState.Withdrawn);
        Assert.Equal(ImportOutcome.Differs, withdrawn.Outcome);
        Assert.Equal(["It was withdrawn here. An import does not take that back, so it stays as it is."], withdrawn.Warnings);
        var renamed = Again(Table("id|title|abstract|authors|emails", "1|U|A|A. Lovelace|ADA@x.example"), content, SubmissionState.Submitted);
        Assert.Equal((ImportOutcome.Update, "0000-0002-1825-0097"), (renamed.Outcome, renamed.Content.Authors[0].Orcid));

        PlannedLine Again(ImportTable file, SubmissionContent known, SubmissionState state) => Assert.Single(Plan(
            file,
            choices => choices with { UpdateChanged = true },
            before: new() { ["other/1"] = new(made.Id, 1, known, state, made.SubmittedAt, EditedSince: true, IsManaged: true) }).Lines);
    }

    [Fact]
    public void Types_are_known_by_name_and_orcid_ids_stand_in_the_order_of_the_authors()
    {
        var of = WorkshopEvent.Create("testing", new EventSettings(
            "Theory of Testing", new DateOnly(2027, 6, 10), new DateOnly(2027, 6, 10), "Hall", EventZone.Utc, EventZone.AnywhereOnEarth,
            Now.AddDays(-1), Now.AddDays(30), 0, null, 2, 10, true, 3, 6, "", null, []), Now).Value!;
        var form = CallForm.Untouched(of.Id);
        var demo = form.AddType(of, new SubmissionTypeSettings("Demo", "", null, null, null, true, null, null, false)).Value!;

        var lines = Plan(
            Table("id|title|abstract|authors|orcids|type", "1|T|A|Ada Lovelace; Bob Noyce|; https://orcid.org/0000-0002-1825-0097|demo", "2|U|A|Ada||Long paper"),
            choices => choices,
            types: form.Types).Lines;

        Assert.Equal([demo.Id, (Guid?)null], lines.Select(line => line.Content.TypeId));
        Assert.Equal(["", "https://orcid.org/0000-0002-1825-0097"], lines[0].Content.Authors.Select(author => author.Orcid));
        Assert.Contains("Not a type of this event: “Long paper”. It is imported without a type.", lines[1].Warnings);
    }

    [Fact]
    public void A_refused_row_refuses_the_file_until_it_is_left_out()
    {
        var table = Table("id|title|abstract|authors", "1|T|A|Ada", "1|U|A|Ada", "2||A|Ada");

        Assert.False(Plan(table, choices => choices).CanBeDone);
        var without = Plan(table, choices => choices with { LeftOut = [3, 4] });
        Assert.True(without.CanBeDone);
        Assert.Equal([ImportOutcome.Create, ImportOutcome.LeftOut, ImportOutcome.LeftOut], without.Lines.Select(line => line.Outcome));
    }

    [Fact]
    public void An_imported_submission_has_no_owner_and_needs_neither_a_pdf_nor_addresses()
    {
        var content = Plan(Table("id|title|abstract|authors", "1|T|A|Ada"), choices => choices).Lines[0].Content;
        var made = Submission.Import(Guid.NewGuid(), 1, "other/1", content, false, Now.AddDays(-3), Now).Value!;

        Assert.Equal((null, SubmissionState.Submitted, Now.AddDays(-3)), (made.OwnerId, made.State, made.SubmittedAt));
        Assert.Equal(made.Revision, made.ImportedRevision);
        Assert.False(Submission.Import(Guid.NewGuid(), 1, "other/1", content with { Title = "" }, false, Now, Now).Succeeded);
        made.Withdraw(Now);
        Assert.NotEqual(made.Revision, made.ImportedRevision);
        Assert.True(made.ImportAgain(content with { Title = "U" }, false, Now, Now).Succeeded);
        Assert.Equal(("U", SubmissionState.Submitted), (made.Title, made.State));
    }

    private static ImportTable Table(string columns, params string[] rows) =>
        new(columns.Split('|'), [.. rows.Select((row, index) => new ImportTableRow(index + 2, row.Split('|')))]);

    private static ImportedRow Read(string columns, string cells)
    {
        var table = Table(columns, cells);
        return Assert.Single(ImportReading.Read(table, null, ImportDetection.Propose(table, null, "Etc/UTC")));
    }

    private static ImportPlan Plan(
        ImportTable table, Func<ImportChoices, ImportChoices> choose, IReadOnlyList<int>? taken = null, IReadOnlyList<Topic>? topics = null, IReadOnlyList<SubmissionType>? types = null, Dictionary<string, ImportedBefore>? before = null)
    {
        var choices = choose(ImportDetection.Propose(table, null, "Etc/UTC"));
        return ImportPlan.Make(ImportReading.Read(table, null, choices), before ?? [], topics ?? [], types ?? [], taken ?? [], choices);
    }
}
