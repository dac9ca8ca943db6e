using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Submissions;
using Workshop.Domain.Jobs;
using Workshop.Domain.Mail;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Archive;

/// <summary>Export, import, export. With the tests on PostgreSQL the event goes from one database to the other.</summary>
[Collection(nameof(DemoArchive))]
public sealed class RoundTripTests(DemoArchive demo)
{
    [Fact]
    public async Task The_same_event_gives_the_same_bytes() => Assert.Equal(demo.Whole, await ArchiveTools.ExportAsync(demo.Services, demo.EventId));

    [Fact]
    public async Task What_was_imported_is_exported_as_it_came()
    {
        await using var app = new WorkshopApp();

        var imported = await app.ImportAsync(demo.Whole);

        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        Assert.Equal(demo.EventId, imported.Value.EventId);
        string[] shared = ["data/People.jsonl", "data/PersonEmails.jsonl", "data/Files.jsonl"];
        Assert.Equal(ArchiveTools.Unpack(demo.Whole).Where(entry => entry.Key.StartsWith("data/", StringComparison.Ordinal) && !shared.Contains(entry.Key)).Sum(entry => entry.Value.LongCount(letter => letter == '\n')), imported.Value.Rows);
        var again = await ArchiveTools.ExportAsync(app.Services, demo.EventId);
        AssertSame(demo.Whole, again);
    }

    [Fact]
    public async Task The_imported_event_is_all_there()
    {
        await using var app = new WorkshopApp();
        await app.ImportAsync(demo.Whole);

        foreach (var count in (Func<Workshop.Data.WorkshopDb, Task<int>>[])[
            db => db.Submissions.CountAsync(), db => db.Reviews.CountAsync(), db => db.Files.CountAsync(), db => db.Slots.CountAsync(), db => db.Decisions.CountAsync(),
            db => db.OutgoingMails.CountAsync(mail => mail.EventId != null), db => db.MailAttachments.CountAsync(), db => db.DiscussionMessages.CountAsync(), db => db.AssignmentProposals.CountAsync(),
            db => db.ProgrammeVersions.CountAsync(), db => db.AuditEntries.CountAsync(entry => entry.EventId != null && !entry.Action.StartsWith("archive."))])
        {
            Assert.Equal(await demo.QueryAsync(count), await app.QueryAsync(count));
        }

        // The entities read what was written past them.
        var submissions = await app.QueryAsync(db => db.Submissions.WithContent().ToListAsync());
        Assert.All(submissions, submission => Assert.NotEmpty(submission.Title));
        Assert.All(await app.QueryAsync(db => db.ProgrammeVersions.ToListAsync()), version => Assert.NotEmpty(version.Content.Sessions));
        Assert.All(await app.QueryAsync(db => db.Files.ToListAsync()), file => Assert.Equal(file.Sha256, StoredFile.HashOf(file.Content)));
        Assert.Equal(await demo.QueryAsync(db => db.SubmissionVersions.OrderBy(version => version.Id).Select(version => version.ReceivedAt).FirstAsync()), await app.QueryAsync(db => db.SubmissionVersions.OrderBy(version => version.Id).Select(version => version.ReceivedAt).FirstAsync()));
    }

    [Fact]
    public async Task Nothing_is_sent_by_an_import_and_nobody_gets_a_right()
    {
        await using var app = new WorkshopApp();
        await app.ImportAsync(demo.Whole);
        app.Clock.Now = WorkshopApp.Start.AddYears(3);

        await app.DeliverMailAsync();

        Assert.False(await app.QueryAsync(db => db.OutgoingMails.AnyAsync(mail => mail.State == MailState.Queued || mail.State == MailState.Sending)));
        Assert.Equal(0, await app.QueryAsync(db => db.MailAttempts.CountAsync(attempt => attempt.At > WorkshopApp.Start.AddYears(2))));
        Assert.True(await app.QueryAsync(db => db.MailPauses.AnyAsync(pause => pause.Id == demo.EventId)));
        Assert.Empty(await app.RunJobsAsync());
        Assert.False(await app.QueryAsync(db => db.JobRuns.AnyAsync(run => run.State == JobState.Queued || run.State == JobState.Running)));
        Assert.False(await app.QueryAsync(db => db.People.AnyAsync(person => person.IsAdministrator)));
        Assert.True(await demo.QueryAsync(db => db.People.AnyAsync(person => person.IsAdministrator)));
        Assert.False(await app.QueryAsync(db => db.Users.AnyAsync()));
    }

    [Fact]
    public async Task The_same_event_comes_once_and_goes_beside_others()
    {
        await using var app = new WorkshopApp();
        var slug = await demo.QueryAsync(db => db.Events.Select(e => e.Slug).SingleAsync());
        var other = Given.Event(Given.Settings() with { Name = slug.Replace('-', ' ') });
        await app.SeedAsync(other, Given.Organizer(other, "somebody@else.example"));
        Assert.Equal(slug, other.Slug);

        var refused = await app.ImportAsync(demo.Whole, slug);
        var first = await app.ImportAsync(demo.Whole);
        var second = await app.ImportAsync(demo.Whole);

        Assert.Equal("archive.slug-taken", refused.Refusal?.Code);
        Assert.Equal($"{slug}-2", first.Value!.Slug);
        Assert.Equal("archive.already-here", second.Refusal?.Code);
        Assert.Equal(2, await app.QueryAsync(db => db.Events.CountAsync()));
    }

    [Fact]
    public async Task Somebody_who_has_confirmed_the_address_here_is_that_person()
    {
        await using var app = new WorkshopApp();
        var organizer = await demo.QueryAsync(db => db.Organizers.OrderBy(o => o.AddedAt).Select(o => o.NormalizedEmail).FirstAsync());
        var there = (await demo.ViewerAsync(organizer)).RequiredPersonId;
        var here = await app.PersonAsync("Ingrid, here since long", organizer, "second@address.example");

        var imported = await app.ImportAsync(demo.Whole);

        Assert.Equal(1, imported.Value!.KnownPeople);
        Assert.Equal("Ingrid, here since long", await app.QueryAsync(db => db.People.Where(person => person.Id == here.Id).Select(person => person.Name).SingleAsync()));
        Assert.False(await app.QueryAsync(db => db.People.AnyAsync(person => person.Id == there)));
        Assert.Equal(await demo.QueryAsync(db => db.Submissions.CountAsync(s => s.OwnerId == there)), await app.QueryAsync(db => db.Submissions.CountAsync(s => s.OwnerId == here.Id)));
        Assert.Equal(await demo.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.EventId != null && entry.ActorId == there)), await app.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.ActorId == here.Id)));
        var text = ArchiveTools.TextOf(await ArchiveTools.ExportAsync(app.Services, demo.EventId));
        Assert.DoesNotContain(there.ToString("D"), text, StringComparison.Ordinal);
        Assert.DoesNotContain(there.ToString("n"), text, StringComparison.Ordinal);

        // And the page is there for her at once.
        using var browser = await app.SignedInAsync(organizer);
        using var page = await browser.GetAsync(new Uri($"/e/{imported.Value.Slug}/organize/submissions", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task An_archive_confirms_one_address_of_a_person_and_no_more()
    {
        await using var app = new WorkshopApp();
        var e = Given.Event();
        var victim = await app.PersonAsync("Two Addresses", "main@uni.example", "private@home.example");
        var file = StoredFile.Of([1], WorkshopApp.Start);
        await app.SeedAsync(e, Given.Organizer(e, "main@uni.example"), file, Given.Submitted(e, 1, victim, file, "Paper", ("Two Addresses", "private@home.example")));

        var emails = ArchiveTools.Unpack(await ArchiveTools.ExportAsync(app.Services, e.Id)).Rows("PersonEmails");

        Assert.Equal(2, emails.Count);
        Assert.Equal("main@uni.example", Assert.Single(emails, email => email["ConfirmedAt"] is not null)["NormalizedAddress"]!.GetValue<string>());
    }

    [Fact]
    public async Task Texts_that_try_everything_come_back_as_they_were()
    {
        await using var app = new WorkshopApp();
        await using var second = new WorkshopApp();
        var e = Given.Event();
        var anna = await app.PersonAsync("Ａnna “<b>” O'Brien \\ 林 😀 مرحبا", "anna@uni.example");
        var file = StoredFile.Of(Encoding.UTF8.GetBytes("%PDF-1.7 \r\n\0\u0001 tail"), WorkshopApp.Start.AddTicks(12_345_670));
        var submission = Given.Submitted(e, 1, anna, file, "Line\nbreak \"quote\" </script> {{x}} $n^2$ \u2028 \ud83d\ude00 e\u0301", ("Ａnna", "anna@uni.example"));
        await app.SeedAsync(e, Given.Organizer(e, "anna@uni.example"), file, submission);

        var archive = await ArchiveTools.ExportAsync(app.Services, e.Id);
        var imported = await second.ImportAsync(archive);

        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        AssertSame(archive, await ArchiveTools.ExportAsync(second.Services, e.Id));
        Assert.Equal(submission.Title, await second.QueryAsync(db => db.Submissions.Select(s => s.Title).SingleAsync()));
    }

    [Fact]
    public async Task Pictures_come_along_and_what_opens_a_visitors_choice_does_not()
    {
        await using var app = new WorkshopApp();
        await using var second = new WorkshopApp();
        var e = Given.Event();
        var anna = await app.PersonAsync("Anna Visitor", "anna@uni.example");
        var logo = StoredFile.Of("a picture"u8.ToArray(), WorkshopApp.Start);
        var front = ProgrammeFrontMatter.Open(e.Id);
        front.ShowLogo(logo.Sha256);
        var (hers, somebodys) = (ProgrammeSelection.Start(e.Id, anna.Id, WorkshopApp.Start), ProgrammeSelection.Start(e.Id, null, WorkshopApp.Start));
        foreach (var selection in (ProgrammeSelection[])[hers, somebodys])
        {
            _ = selection.Mark("some-item");
            selection.OpenFeed();
        }

        await app.SeedAsync(e, Given.Organizer(e, "otto@chairs.example"), logo, front, hers, somebodys);

        var whole = await ArchiveTools.ExportAsync(app.Services, e.Id);
        var archive = ArchiveTools.Unpack(whole);
        var kept = Assert.Single(archive.Rows("ProgrammeSelections"));
        Assert.Equal(hers.Id.ToString("D"), kept["Id"]!.GetValue<string>());
        Assert.Null(kept["FeedToken"]);
        Assert.Equal(hers.Id.ToString("D"), Assert.Single(archive.Rows("ProgrammeMarks"))["SelectionId"]!.GetValue<string>());

        var imported = await second.ImportAsync(whole);
        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        Assert.Equal(logo.Content, await second.QueryAsync(db => db.Files.Where(file => file.Sha256 == logo.Sha256).Select(file => file.Content).SingleAsync()));
        AssertSame(whole, await ArchiveTools.ExportAsync(second.Services, e.Id));

        var nameless = ArchiveTools.Unpack(await ArchiveTools.ExportAsync(app.Services, e.Id, personalData: false));
        Assert.DoesNotContain(nameless.Keys, name => name.StartsWith("files/", StringComparison.Ordinal));
        Assert.Equal("", Assert.Single(nameless.Rows("ProgrammeFrontMatter"))["Logo"]!.GetValue<string>());
        Assert.Empty(nameless.Rows("ProgrammeSelections"));
    }

    [Fact]
    public async Task Without_personal_data_numbers_survive_and_names_do_not()
    {
        await using var app = new WorkshopApp();
        var archive = await ArchiveTools.ExportAsync(demo.Services, demo.EventId, personalData: false);
        var text = ArchiveTools.TextOf(archive);

        foreach (var secret in await demo.QueryAsync(async db => (List<string>)[
            .. await db.People.Select(person => person.Name).ToListAsync(), .. await db.PersonEmails.Select(email => email.Address).ToListAsync(), .. await db.Authors.Select(author => author.Name).ToListAsync(),
            .. await db.Authors.Select(author => author.Email).ToListAsync(), .. await db.Authors.Select(author => author.Affiliation).ToListAsync(), .. await db.Submissions.Select(s => s.Title).ToListAsync(),
            .. await db.Submissions.Select(s => s.Abstract).ToListAsync(), .. await db.Reviews.Select(review => review.ToAuthors).ToListAsync(), .. await db.DiscussionMessages.Select(message => message.Text).ToListAsync(),
            .. await db.Files.Select(file => file.Sha256).ToListAsync(), .. await db.OutgoingMails.Select(mail => mail.Subject).ToListAsync()]))
        {
            if (secret.Trim().Length > 5 && !await demo.QueryAsync(db => db.Events.AnyAsync(e => e.Name == secret || e.Venue == secret)))
            {
                Assert.DoesNotContain(JsonValue.Create(secret).ToJsonString().Trim('"'), text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
            }
        }

        var imported = await app.ImportAsync(archive);
        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        Assert.Equal(await demo.QueryAsync(db => db.Reviews.SumAsync(review => review.Score)), await app.QueryAsync(db => db.Reviews.SumAsync(review => review.Score)));
        Assert.Equal(await demo.QueryAsync(db => db.Authors.Select(author => author.NormalizedEmail).Distinct().CountAsync()), await app.QueryAsync(db => db.Authors.Select(author => author.NormalizedEmail).Distinct().CountAsync()));
        Assert.All(await app.QueryAsync(db => db.PersonEmails.ToListAsync()), email => Assert.EndsWith("@removed.invalid", email.Address, StringComparison.Ordinal));
        AssertSame(archive, await ArchiveTools.ExportAsync(demo.Services, demo.EventId, personalData: false));
    }

    /// <summary>Addresses of pages open nothing by themselves, also with the id of a submission in them.</summary>
    private static bool HasToken(string link) => System.Text.RegularExpressions.Regex.IsMatch(link, "/([0-9a-f]{32}|[0-9A-Za-z_-]{64,})");

    [Fact]
    public async Task Nothing_that_opens_anything_is_in_the_archive()
    {
        var text = ArchiveTools.TextOf(demo.Whole);
        var doors = await demo.QueryAsync(async db => (List<string>)[
            .. await db.Users.Select(account => account.PasswordHash!).ToListAsync(), .. await db.Users.Select(account => account.SecurityStamp!).ToListAsync(), .. await db.Reviewers.Select(reviewer => reviewer.TokenHash).ToListAsync(),
            .. await db.DeskPasses.Select(pass => pass.TokenHash).ToListAsync(), .. await db.LateLinks.Select(link => link.TokenHash).ToListAsync(),
            .. (await db.OutgoingMails.Where(mail => mail.IsPrivate).Select(mail => mail.Body).ToListAsync()).SelectMany(body => System.Text.RegularExpressions.Regex.Matches(body, "https?://[^\\s]+").Select(link => link.Value)).Where(HasToken),
            .. await db.OutgoingMails.Where(mail => mail.UnsubscribeLink != null).Select(mail => mail.UnsubscribeLink!).ToListAsync()]);

        Assert.True(doors.Count > 20, "There is something that could leak.");
        Assert.All(doors.Where(door => door.Length > 0), door => Assert.DoesNotContain(door, text, StringComparison.Ordinal));
        Assert.DoesNotContain("IsAdministrator", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organizer_gets_nothing_of_what_they_must_keep_away_from()
    {
        var addresses = await demo.QueryAsync(db => db.Organizers.Select(organizer => organizer.NormalizedEmail).ToListAsync());
        var checkedOnes = 0;
        foreach (var address in addresses)
        {
            var organizer = await demo.ViewerAsync(address);
            var archive = await ArchiveTools.ExportAsync(demo.Services, demo.EventId, organizer);
            var text = ArchiveTools.TextOf(archive);
            var managed = await demo.QueryAsync(db => db.LoadManagedIdsAsync(organizer, demo.EventId, WorkshopApp.Start, CancellationToken.None));
            var hidden = await demo.QueryAsync(db => db.Submissions.Where(s => !managed.Contains(s.Id)).ToListAsync());
            foreach (var submission in hidden)
            {
                checkedOnes++;
                Assert.DoesNotContain(submission.Id.ToString("D"), text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(submission.Id.ToString("n"), text, StringComparison.OrdinalIgnoreCase);
                var said = await demo.QueryAsync(async db => (List<string>)[
                    .. await db.Reviews.Where(review => review.SubmissionId == submission.Id).Select(review => review.ToAuthors).ToListAsync(),
                    .. await db.Reviews.Where(review => review.SubmissionId == submission.Id).Select(review => review.ToOrganizers).ToListAsync(),
                    .. await db.DiscussionMessages.Where(message => message.SubmissionId == submission.Id).Select(message => message.Text).ToListAsync(),
                    .. await db.Decisions.Where(decision => decision.SubmissionId == submission.Id).Select(decision => decision.Note).ToListAsync(),
                    .. (await db.Reviews.Where(review => review.SubmissionId == submission.Id).Select(review => review.Id).ToListAsync()).Select(id => id.ToString("D")),
                    .. (await db.ReviewAssignments.Where(assignment => assignment.SubmissionId == submission.Id).Select(assignment => assignment.Id).ToListAsync()).Select(id => id.ToString("D")),
                    .. await db.SubmissionVersions.Where(version => version.SubmissionId == submission.Id).Select(version => version.Sha256).ToListAsync()]);
                var others = await demo.QueryAsync(db => db.Reviews.Where(review => managed.Contains(review.SubmissionId)).Select(review => review.ToAuthors + review.ToOrganizers).ToListAsync());

                // The demo says the same in several discussions.
                others.AddRange(await demo.QueryAsync(db => db.DiscussionMessages.Where(message => managed.Contains(message.SubmissionId)).Select(message => message.Text).ToListAsync()));
                var files = await demo.QueryAsync(db => db.SubmissionVersions.Where(version => managed.Contains(version.SubmissionId)).Select(version => version.Sha256).ToListAsync());
                foreach (var words in said.Where(words => words.Trim().Length > 0 && !others.Exists(other => other.Contains(words, StringComparison.Ordinal)) && !files.Contains(words)))
                {
                    Assert.DoesNotContain(JsonValue.Create(words).ToJsonString().Trim('"'), text, StringComparison.Ordinal);
                    Assert.DoesNotContain(words, text, StringComparison.Ordinal);
                }
            }

            // What organizers share is there, and the archive is whole in itself.
            await using var app = new WorkshopApp();
            var imported = await app.ImportAsync(archive);
            Assert.True(imported.Succeeded, imported.Refusal?.Message);
            Assert.Equal(managed.Count, await app.QueryAsync(db => db.Submissions.CountAsync()));
            Assert.NotEqual(0, await app.QueryAsync(db => db.Reviews.CountAsync()));
            var entries = ArchiveTools.Unpack(archive);
            Assert.All((string[])["Slots", "SpeakerAbsences", "ProgrammeSteps", "ProgrammeSelections", "ProgrammeMarks", "DecisionReleases"], table => Assert.Empty(entries.Rows(table)));
            Assert.All(entries.Rows("IssuedCertificates"), certificate => Assert.Equal("Presentation", certificate["Kind"]!.GetValue<string>()));
            var leftOut = entries["manifest.json"];
            Assert.DoesNotContain(hidden.Select(submission => submission.Title), title => Encoding.UTF8.GetString(leftOut).Contains(title, StringComparison.Ordinal));
        }

        Assert.True(checkedOnes > 0, "Some organizer must keep away from something.");
    }

    private static void AssertSame(byte[] expected, byte[] actual)
    {
        var (one, other) = (ArchiveTools.Unpack(expected), ArchiveTools.Unpack(actual));
        Assert.Equal(one.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, content) in one)
        {
            Assert.True(content.SequenceEqual(other[name]), $"{name}:\n{FirstDifference(content, other[name])}");
        }

        Assert.Equal(expected, actual);
    }

    private static string FirstDifference(byte[] one, byte[] other)
    {
        var (left, right) = (Encoding.UTF8.GetString(one).Split('\n'), Encoding.UTF8.GetString(other).Split('\n'));
        var line = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i], -1);
        return line < 0 ? $"{left.Length} and {right.Length} lines" : $"{left[line]}\n{right[line]}";
    }
}
