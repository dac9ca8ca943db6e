using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Mail;
using Workshop.Domain.Submissions;
using Workshop.Testing;
using Workshop.Web.Features.Archive;

namespace Workshop.IntegrationTests.Archive;

/// <summary>What somebody could put into an archive whose manifest says that all is well. Each is refused with the place and the reason, and leaves nothing behind.</summary>
public sealed class HostileArchiveTests : IAsyncLifetime
{
    private readonly WorkshopApp _from = new();
    private readonly WorkshopApp _to = new();
    private Dictionary<string, byte[]> _archive = [];
    private Guid _eventId;
    private Guid _otherSubmission;

    public async ValueTask InitializeAsync()
    {
        (_eventId, _) = await SeedAsync(_from, "Theory of Testing 2027", "anna@uni.example");
        (_, _otherSubmission) = await SeedAsync(_to, "Somebody else's event 2027", "victim@uni.example");
        _archive = ArchiveTools.Unpack(await ArchiveTools.ExportAsync(_from.Services, _eventId));
    }

    public ValueTask DisposeAsync()
    {
        _from.Dispose();
        _to.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_archive_itself_is_fine()
    {
        var imported = await _to.ImportAsync(ArchiveTools.Pack(_archive));

        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        Assert.Equal("Held", Assert.Single(_archive.Rows("OutgoingMails"))["State"]!.GetValue<string>());
        Assert.Equal(MailState.Held, await _to.QueryAsync(db => db.OutgoingMails.Where(mail => mail.EventId == _eventId).Select(mail => mail.State).SingleAsync()));
    }

    [Theory]
    [InlineData("Submissions", "Number", "\"7\"", "data/Submissions.jsonl:1: Number is not a value of the right kind.")]
    [InlineData("Submissions", "Number", "7.5", "data/Submissions.jsonl:1: Number is not a value of the right kind.")]
    [InlineData("Submissions", "Title", "null", "data/Submissions.jsonl:1: Title must not be null.")]
    [InlineData("Submissions", "Title", "[1]", "data/Submissions.jsonl:1: Title is not a value of the right kind.")]
    [InlineData("Submissions", "Title", "\"a\\u0000b\"", "data/Submissions.jsonl:1: Title has a character that no text may have.")]
    [InlineData("Submissions", "Title", "\"\\ud800\"", "data/Submissions.jsonl:1: There is text in it that is no text.")]
    [InlineData("Submissions", "Preference", "\"Opera\"", "data/Submissions.jsonl:1: Preference is none of its words.")]
    [InlineData("Submissions", "Preference", "\"1\"", "data/Submissions.jsonl:1: Preference is none of its words.")]
    [InlineData("Submissions", "CreatedAt", "\"yesterday\"", "data/Submissions.jsonl:1: CreatedAt is not a value of the right kind.")]
    [InlineData("Submissions", "Id", "\"one\"", "data/Submissions.jsonl:1: Id is not a value of the right kind.")]
    [InlineData("Submissions", "Invented", "1", "data/Submissions.jsonl:1: Submissions has no column Invented.")]
    [InlineData("People", "IsAdministrator", "true", "data/People.jsonl:1: People has no column IsAdministrator.")]
    [InlineData("Events", "ChosenChecks", "\"{broken\"", "data/Events.jsonl:1: ChosenChecks cannot be read.")]
    [InlineData("OutgoingMails", "State", "\"Queued\"", "data/OutgoingMails.jsonl:1: Something in it waits to be sent or done; in an archive nothing does.")]
    [InlineData("OutgoingMails", "State", "\"Sending\"", "data/OutgoingMails.jsonl:1: Something in it waits to be sent or done; in an archive nothing does.")]
    [InlineData("OutgoingMails", "Kind", "\"account.reset\"", "data/OutgoingMails.jsonl:1: A mail about an account belongs to no event.")]
    [InlineData("OutgoingMails", "ToAddress", "\"a@b.example\\r\\nBcc: all@world.example\"", "data/OutgoingMails.jsonl:1: ToAddress is no address.")]
    [InlineData("PersonEmails", "NormalizedAddress", "\"victim@uni.example\"", "data/PersonEmails.jsonl:1: This is not an e-mail address and its normalized form.")]
    [InlineData("Files", "Size", "1000000", "data/Files.jsonl:1: There is no such file, or its size is another one.")]
    [InlineData("Submissions", "OwnerId", "\"11111111-1111-4111-8111-111111111111\"", "data/Submissions.jsonl:1: OwnerId refers to a row of People that is not in the archive.")]
    [InlineData("SubmissionVersions", "Sha256", "\"0000000000000000000000000000000000000000000000000000000000000000\"", "data/SubmissionVersions.jsonl:1: Sha256 refers to a row of Files that is not in the archive.")]
    public async Task A_value_that_is_not_right_is_refused(string table, string column, string json, string expected) =>
        await RefusedAsync(expected, archive =>
        {
            // As text: some of these cannot even be parsed into a tree.
            var rows = archive.Rows(table);
            rows[0].Remove(column);
            var lines = rows.Select(row => row.ToJsonString()).ToList();
            lines[0] = lines[0][..^1] + $",\"{column}\":{json}}}";
            archive[$"data/{table}.jsonl"] = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        });

    [Fact]
    public async Task A_row_of_another_event_is_refused() =>
        await RefusedAsync("data/Submissions.jsonl:1: This row belongs to another event.", archive => Change(archive, "Submissions", "EventId", Guid.NewGuid().ToString()));

    [Fact]
    public async Task A_reference_to_somebody_elses_submission_is_refused() =>
        await RefusedAsync("data/Authors.jsonl:1: SubmissionId refers to a row of Submissions that is not in the archive.", archive => Change(archive, "Authors", "SubmissionId", _otherSubmission.ToString()));

    [Fact]
    public async Task A_word_about_somebody_elses_submission_is_refused() =>
        await RefusedAsync("data/Submissions.jsonl: The archive speaks of something that is not in it, and that belongs to another event of this installation.", archive => Change(archive, "OutgoingMails", "SubmissionId", _otherSubmission.ToString()));

    [Theory]
    [InlineData("Logo", "HASH")]
    [InlineData("Sponsors", "[{\"Name\":\"Acme\",\"Logo\":\"HASH\"}]")]
    [InlineData("Sponsors", "[ { \"Name\": \"Acme\", \"L\\u006fgo\" : \"HASH\" } ]")]
    public async Task A_picture_that_is_somebody_elses_file_is_refused(string column, string text) =>
        await RefusedAsync("data/Files.jsonl: The archive speaks of something that is not in it, and that belongs to another event of this installation.", archive =>
        {
            var front = new JsonObject
            {
                ["EventId"] = _eventId.ToString("D"),
                ["Accent"] = "",
                ["Committee"] = "",
                ["Logo"] = "",
                ["Practical"] = "",
                ["Revision"] = 1,
                ["Sponsors"] = "",
                ["ThanksReviewers"] = false,
                ["Welcome"] = "",
            };
            front[column] = text.Replace("HASH", StoredFile.HashOf(Encoding.UTF8.GetBytes("%PDF of victim@uni.example")), StringComparison.Ordinal);
            archive.SetRows("ProgrammeFrontMatter", [front]);
        });

    [Fact]
    public async Task The_id_of_somebody_elses_row_is_refused()
    {
        await RefusedAsync("data/Submissions.jsonl:1: The database does not take this row", archive =>
        {
            var own = archive.Rows("Submissions")[0]["Id"]!.GetValue<string>();
            foreach (var (name, content) in archive.ToList())
            {
                archive[name] = name.StartsWith("data/", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace(own, _otherSubmission.ToString(), StringComparison.Ordinal)) : content;
            }
        });
        Assert.Equal("Paper of victim@uni.example", await _to.QueryAsync(db => db.Submissions.Select(s => s.Title).SingleAsync()));
    }

    [Fact]
    public async Task Two_confirmed_addresses_of_one_person_are_refused()
    {
        await RefusedAsync("data/PersonEmails.jsonl:2: An archive may say of one address of a person that it is confirmed", archive =>
        {
            var email = archive.Rows("PersonEmails")[0];
            var second = JsonNode.Parse(email.ToJsonString())!.AsObject();
            second["Id"] = Guid.NewGuid().ToString();
            second["Address"] = "victim@uni.example";
            second["NormalizedAddress"] = "victim@uni.example";
            archive.SetRows("PersonEmails", [email, second]);
        });
    }

    [Fact]
    public async Task A_person_with_the_id_of_somebody_here_becomes_another_one()
    {
        var victim = await _to.QueryAsync(db => db.People.Select(person => person.Id).SingleAsync());
        var archive = new Dictionary<string, byte[]>(_archive);
        var own = archive.Rows("People")[0]["Id"]!.GetValue<string>();
        foreach (var (name, content) in archive.ToList())
        {
            archive[name] = name.StartsWith("data/", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace(own, victim.ToString(), StringComparison.Ordinal)) : content;
        }

        var imported = await _to.ImportAsync(ArchiveTools.Pack(archive));

        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        Assert.False(await _to.QueryAsync(db => db.Submissions.AnyAsync(s => s.EventId == _eventId && s.OwnerId == victim)));
        Assert.Equal(["victim@uni.example"], await _to.QueryAsync(db => db.PersonEmails.Where(email => email.PersonId == victim).Select(email => email.NormalizedAddress).ToListAsync()));
    }

    [Theory]
    [InlineData("../../etc/passwd", "No part of an archive has such a name.")]
    [InlineData("data/../../x.jsonl", "No part of an archive has such a name.")]
    [InlineData("/etc/passwd", "No part of an archive has such a name.")]
    [InlineData("data\\Submissions.jsonl", "No part of an archive has such a name.")]
    [InlineData("files/0123", "No part of an archive has such a name.")]
    [InlineData("data/AspNetUsers.jsonl", "No table of an event has this name.")]
    [InlineData("data/DeskPasses.jsonl", "No table of an event has this name.")]
    public async Task A_name_that_no_archive_has_is_refused(string name, string expected) => await RefusedAsync(expected, archive => archive[name] = Encoding.UTF8.GetBytes("{}\n"));

    [Fact]
    public async Task What_was_changed_on_its_way_is_refused()
    {
        foreach (var name in _archive.Keys.Where(name => name.StartsWith("data/", StringComparison.Ordinal) || name.StartsWith("files/", StringComparison.Ordinal)))
        {
            var changed = new Dictionary<string, byte[]>(_archive) { [name] = [.. _archive[name][..^1], (byte)' '] };

            var imported = await _to.ImportAsync(ArchiveTools.Pack(changed, mendManifest: false));

            Assert.Contains("SHA-256", imported.Refusal?.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_under_the_hash_of_another_is_refused() =>
        await RefusedAsync("SHA-256 differ", archive =>
        {
            var name = archive.Keys.Single(key => key.StartsWith("files/", StringComparison.Ordinal));
            archive[name] = [.. archive[name].Reverse()];
        });

    [Fact]
    public async Task A_bomb_is_not_unpacked()
    {
        var bomb = new Dictionary<string, byte[]>(_archive) { ["data/Topics.jsonl"] = new byte[30_000_000] };
        var honest = await _to.ImportAsync(ArchiveTools.Pack(bomb), limits: ArchiveLimits.Usual with { Bytes = 20_000_000 });
        Assert.Contains("more than 19 MB", honest.Refusal?.Message, StringComparison.Ordinal);

        // Its manifest says that it is small: no more than that is read of it.
        var lying = ArchiveTools.Unpack(ArchiveTools.Pack(_archive));
        lying["data/Topics.jsonl"] = new byte[30_000_000];
        Assert.Contains("data/Topics.jsonl: It is not what the manifest says", (await _to.ImportAsync(ArchiveTools.Pack(lying, mendManifest: false))).Refusal?.Message, StringComparison.Ordinal);

        var line = await _to.ImportAsync(ArchiveTools.Pack(bomb), limits: ArchiveLimits.Usual with { LineBytes = 100_000 });
        Assert.Contains("data/Topics.jsonl:1: This line is too long", line.Refusal?.Message, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task No_archive_at_all_is_refused()
    {
        Assert.Contains("not a ZIP", (await _to.ImportAsync([1, 2, 3])).Refusal?.Message, StringComparison.Ordinal);
        Assert.Contains("no manifest.json", (await _to.ImportAsync(ArchiveTools.Zip(("README.txt", [1])))).Refusal?.Message, StringComparison.Ordinal);
        Assert.Contains("manifest.json:1:", (await _to.ImportAsync(ArchiveTools.Zip(("manifest.json", "[]"u8.ToArray())))).Refusal?.Message, StringComparison.Ordinal);
        Assert.Contains("not a ZIP", (await _to.ImportAsync(ArchiveTools.Pack(_archive)[..^200])).Refusal?.Message, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Theory]
    [InlineData("\"migration\": \"", "\"migration\": \"FromTheFuture", "It was made by a newer Workshop")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 2", "It was made by a newer Workshop")]
    [InlineData("\"format\": \"workshop-event-archive\"", "\"format\": \"other\"", "It is not an archive of an event.")]
    [InlineData("\"slug\": \"", "\"slug\": \"../", "The event's address is none.")]
    public async Task A_manifest_of_something_else_is_refused(string from, string to, string expected)
    {
        var changed = new Dictionary<string, byte[]>(_archive);
        changed["manifest.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(changed["manifest.json"]).Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(expected, (await _to.ImportAsync(ArchiveTools.Pack(changed, mendManifest: false))).Refusal?.Message, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task An_archive_from_before_a_column_was_added_is_taken()
    {
        var older = new Dictionary<string, byte[]>(_archive);
        older.SetRows("Events", older.Rows("Events").Select(row =>
        {
            row.Remove("RemindsDrafts"); // has a default
            row.Remove("AbstractsDue"); // may be empty
            return row;
        }));

        var imported = await _to.ImportAsync(ArchiveTools.Pack(older));

        Assert.True(imported.Succeeded, imported.Refusal?.Message);
        Assert.True(await _to.QueryAsync(db => db.Events.Where(e => e.Id == _eventId).Select(e => e.RemindsDrafts).SingleAsync()));
        await using var third = new WorkshopApp();
        older.SetRows("Events", older.Rows("Events").Select(row =>
        {
            row.Remove("Name");
            return row;
        }));
        Assert.Contains("data/Events.jsonl:1: Name is missing.", (await third.ImportAsync(ArchiveTools.Pack(older))).Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_event_in_it_is_refused() =>
        await RefusedAsync("data/Events.jsonl:2: This row belongs to another event.", archive =>
        {
            var e = archive.Rows("Events")[0];
            var second = JsonNode.Parse(e.ToJsonString())!.AsObject();
            second["Id"] = Guid.NewGuid().ToString();
            archive.SetRows("Events", [e, second]);
        });

    private static async Task<(Guid Event, Guid Submission)> SeedAsync(WorkshopApp app, string name, string address)
    {
        var e = Given.Event(Given.Settings(name));
        var person = await app.PersonAsync("Anna Author", address);
        var file = StoredFile.Of(Encoding.UTF8.GetBytes($"%PDF of {address}"), WorkshopApp.Start);
        var submission = Given.Submitted(e, 1, person, file, $"Paper of {address}", ("Anna Author", address), ("Bo Second", "bo@uni.example"));
        var mail = OutgoingMail.Write(
            new MailDraft("submission.receipt", submission.Id.ToString("n"), Given.Email(address), "Anna", "Received", "Thank you.\n") { EventId = e.Id, SubmissionId = submission.Id },
            WorkshopApp.Start);
        await app.SeedAsync(e, Given.Organizer(e, "otto@chairs.example"), file, submission, mail);
        return (e.Id, submission.Id);
    }

    private static void Change(Dictionary<string, byte[]> archive, string table, string column, string value)
    {
        var rows = archive.Rows(table);
        rows[0][column] = value;
        archive.SetRows(table, rows);
    }

    private async Task RefusedAsync(string expected, Action<Dictionary<string, byte[]>> change)
    {
        var archive = new Dictionary<string, byte[]>(_archive);
        change(archive);

        var imported = await _to.ImportAsync(ArchiveTools.Pack(archive));

        Assert.False(imported.Succeeded);
        Assert.Contains(expected, imported.Refusal!.Message, StringComparison.Ordinal);
        await NothingHappenedAsync();
    }

    private async Task NothingHappenedAsync()
    {
        Assert.Equal(1, await _to.QueryAsync(db => db.Events.CountAsync()));
        Assert.Equal(1, await _to.QueryAsync(db => db.People.CountAsync()));
        Assert.Equal(1, await _to.QueryAsync(db => db.Files.CountAsync()));
        Assert.Equal(1, await _to.QueryAsync(db => db.Submissions.CountAsync()));
        Assert.Equal(0, await _to.QueryAsync(db => db.MailPauses.CountAsync()));
    }
}
