using System.Text;
using System.Text.Json;
using Workshop.Web.Commands;
using Workshop.Web.Features.Programme;

namespace Workshop.IntegrationTests.Programme;

[Trait("Database", "none")]
public sealed class ProgrammeFileTests
{
    private const string Good =
        """
        {
          "name": "Theory of Testing 2027", "startsOn": "2027-06-10", "zone": "Europe/Copenhagen",
          "sessions": [
            { "title": "Posters", "kind": "posters", "start": "2027-06-10T11:00", "end": "2027-06-10T12:00", "items": [ { "title": "P", "abstract": "Text." } ] },
            { "title": "Talks", "start": "2027-06-10T09:00", "end": "2027-06-10T10:00",
              "items": [ { "title": "First", "minutes": 20, "authors": [ { "name": "Anna Berg", "affiliation": "Here; There" } ] }, { "minutes": 20 } ] }
          ]
        }
        """;

    [Fact]
    public async Task Items_follow_one_another_in_the_zone_of_the_event()
    {
        var programme = await ReadAsync(Good);

        Assert.Equal(["Talks", "Posters"], programme.Sessions.Select(session => session.Title));
        Assert.Equal([new(2027, 6, 10, 9, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2027, 6, 10, 9, 20, 0, TimeSpan.FromHours(2))], programme.Sessions[0].Items.Select(item => item.Starts!.Value));
        Assert.Equal("Title to be announced", programme.Sessions[0].Items[1].ShownTitle);
        Assert.Equal(["Here", "There"], programme.Sessions[0].Items[0].Authors[0].Affiliations);
        Assert.Equal(("P1", null), (programme.Sessions[1].Items[0].Board, programme.Sessions[1].Items[0].Starts));
        Assert.Equal(3, programme.Sessions.SelectMany(session => session.Items).Select(item => item.Key).Distinct().Count());
    }

    [Theory]
    [InlineData("T09:00", "T9", 4L, "Write times as clocks at the event show them")]
    [InlineData("\"minutes\": 20", "\"minutes\": \"long\"", 5L, "minutes")]
    [InlineData("\"title\": \"First\"", "\"titel\": \"First\"", 5L, "titel")]
    [InlineData("T10:00", "T08:00", null, "sessions[1].end: The session ends before it starts.")]
    [InlineData("Europe/Copenhagen", "Middle/Earth", null, "zone: Choose a time zone")]
    [InlineData("2027-06-10T09:00", "2027-03-28T02:30", null, "sessions[1].start: 2027-03-28 02:30 does not exist")]
    [InlineData("\"sessions\": [", "\"sessions\": [ null,", null, "sessions[0]: Write something instead of null")]
    [InlineData("{ \"minutes\": 20 } ]", "null ]", null, "sessions[1].items[1]: Write something instead of null")]
    [InlineData("\"authors\": [", "\"authors\": [ null,", null, "sessions[1].items[0].authors[0]: Write something instead of null")]
    [InlineData("\"minutes\": 20, ", "\"topics\": [ \"Logic\", null ], ", null, "sessions[1].items[0].topics[1]: Write something instead of null")]
    [InlineData("\"sessions\": [", "\"front\": { \"committee\": [ null ] }, \"sessions\": [", null, "front.committee[0]: Write something instead of null")]
    [InlineData("\"sessions\": [", "\"front\": { \"reviewers\": [ null ] }, \"sessions\": [", null, "front.reviewers[0]: Write something instead of null")]
    [InlineData("\"sessions\": [", "\"front\": { \"sponsors\": [ null ] }, \"sessions\": [", null, "front.sponsors[0]: Write something instead of null")]
    public async Task What_is_wrong_is_named_with_its_line(string from, string to, long? line, string reason)
    {
        var wrong = await Assert.ThrowsAsync<JsonException>(() => ReadAsync(Good.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(reason, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(line, wrong.LineNumber);
    }

    [Fact]
    public async Task The_verb_prints_and_answers_with_its_exit_code()
    {
        var folder = Directory.CreateTempSubdirectory("workshop-programme-");
        try
        {
            var (good, bad, pdf) = (Path.Combine(folder.FullName, "good.json"), Path.Combine(folder.FullName, "bad.json"), Path.Combine(folder.FullName, "out.pdf"));
            await File.WriteAllTextAsync(good, Good, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(bad, "{ \"name\": 1 }", TestContext.Current.CancellationToken);

            Assert.Equal(ExitCode.WrongInput, await CommandLine.RunAsync(["programme", "--event", bad, "--out", pdf]));
            Assert.Equal(ExitCode.WrongInput, await CommandLine.RunAsync(["programme", "--event", Path.Combine(folder.FullName, "none.json"), "--out", pdf]));
            Assert.Equal(ExitCode.WrongInput, await CommandLine.RunAsync(["programme", "--event", good]));
            Assert.False(File.Exists(pdf));
            Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["programme", "--event", good, "--out", pdf]));
            Assert.Equal("%PDF-"u8.ToArray(), (await File.ReadAllBytesAsync(pdf, TestContext.Current.CancellationToken))[..5]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Domain.Programme.ProgrammeDocument> ReadAsync(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return await ProgrammeFile.ReadAsync(stream, TestContext.Current.CancellationToken);
    }
}
