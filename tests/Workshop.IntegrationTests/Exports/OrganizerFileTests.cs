using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Exports;

public sealed class OrganizerFileTests : IDisposable
{
    private static readonly string[] Tables = ["submissions", "reviews", "people", "programme", "draft"];

    private readonly WorkshopApp _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Nobody_but_organizers_has_them()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var anna = await _app.SignedInAsync(ExportsWorld.Anna);
        using var visitor = _app.Browser();

        foreach (var file in (string[])["", "/submissions.csv", "/everything.xlsx", "/papers.zip", "/site.zip", "/openreview.jsonl"])
        {
            using var hidden = await anna.GetAsync(new Uri(world.Exports + file, UriKind.Relative), Cancel);
            using var asked = await visitor.GetAsync(new Uri(world.Exports + file, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, asked.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_offers_every_file_and_each_offer_holds()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        var page = await otto.GetDocumentAsync(world.Exports);
        var links = page.QuerySelectorAll(".formats a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.Equal(links.Count, links.Distinct().Count());
        Assert.True(links.Count > 30, $"{links.Count} links");
        foreach (var link in links)
        {
            using var response = await otto.GetAsync(new Uri(link, UriKind.RelativeOrAbsolute), Cancel);
            Assert.True(response.IsSuccessStatusCode, $"{link} answered {response.StatusCode}.");
            Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Cancel));
        }

        using var none = await otto.GetAsync(new Uri($"{world.Exports}/nothing.csv", UriKind.Relative), Cancel);
        using var odd = await otto.GetAsync(new Uri($"{world.Exports}/submissions.exe", UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (none.StatusCode, odd.StatusCode));
    }

    [Fact]
    public async Task Before_the_release_the_page_says_what_comes_with_it()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        var page = await otto.GetDocumentAsync(world.Exports);

        Assert.Empty(page.QuerySelectorAll("a[href*='schedule.xml'], a[href*='ceur'], a[href*='public-papers']"));
        foreach (var file in (string[])["programme.csv", "public-papers.zip", "ceur-ws.zip"])
        {
            using var response = await otto.GetAsync(new Uri($"{world.Exports}/{file}", UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    /// <summary>Of the organizer's own paper the acceptance is known to all organizers, and nothing that others think of it.</summary>
    [Fact]
    public async Task No_export_says_what_others_think_of_the_organizers_own_paper()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);
        var everything = new StringBuilder();
        var page = await otto.GetDocumentAsync(world.Exports);
        foreach (var link in page.QuerySelectorAll(".formats a").Select(link => link.GetAttribute("href")!))
        {
            using var response = await otto.GetAsync(new Uri(link, UriKind.RelativeOrAbsolute), Cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(Cancel);
            everything.Append(bytes is [(byte)'P', (byte)'K', ..] ? Unzipped(bytes) : Encoding.UTF8.GetString(bytes));
        }

        var all = everything.ToString();
        foreach (var number in (int[])[1, 3, 4, 5])
        {
            Assert.Contains($"review-of-{number}", all, StringComparison.Ordinal);
            Assert.Contains($"secret-of-{number}", all, StringComparison.Ordinal);
        }

        Assert.Contains("reviewed 4", all, StringComparison.Ordinal);
        Assert.Contains("Paper 2", all, StringComparison.Ordinal);
        foreach (var secret in (string[])["review-of-2", "secret-of-2", "Note on 2", "reviewed 2", "bo2@uni.example"])
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(await otto.GetByteArrayAsync(new Uri($"{world.Exports}/submissions.json", UriKind.Relative), Cancel));
        Assert.Equal([1, 3, 4, 5], json.RootElement.EnumerateArray().Select(row => row.GetProperty("number").GetInt32()));
        Assert.Equal(["released", "released", "released", "staged"], json.RootElement.EnumerateArray().Select(row => row.GetProperty("decision_state").GetString()));
        Assert.Equal([5.0, 5.0, 5.0, 5.0], json.RootElement.EnumerateArray().Select(row => row.GetProperty("mean_score").GetDouble()));
    }

    [Fact]
    public async Task People_stand_there_once_with_what_they_do()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        using var json = JsonDocument.Parse(await otto.GetByteArrayAsync(new Uri($"{world.Exports}/people.json", UriKind.Relative), Cancel));
        string Row(string name) => json.RootElement.EnumerateArray().Where(row => row.GetProperty("name").GetString() == name)
            .Select(row => string.Join(" | ", row.EnumerateObject().Select(cell => cell.Value.ToString()))).Single();

        Assert.Equal($"Zofia Żółkiewicz | {ExportsWorld.Anna} | University of Testing |  | author | 1 3 4 5 | 1 3 | #1; #3", Row("Zofia Żółkiewicz"));
        Assert.Equal("Bo Second2 |  | University of Testing |  | author | 2 | 2 | ", Row("Bo Second2"));
        Assert.Equal("Rita Reviewer | rita@reviews.example | University of Testing |  | reviewer |  |  | ", Row("Rita Reviewer"));
        Assert.Equal("Carla Chair |  |  |  | chair |  |  | ", Row("Carla Chair"));
        Assert.Contains("organizer", Row("Otto Organizer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_valid_and_holds_text_as_text_and_dates_as_dates()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        var bytes = await otto.GetByteArrayAsync(new Uri($"{world.Exports}/everything.xlsx", UriKind.Relative), Cancel);
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(book, Cancel).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.Equal(["submissions", "reviews", "people", "programme"], book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value));
        var cells = book.WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<Cell>()).ToList();
        Assert.Empty(book.WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<CellFormula>()));
        var hostile = cells.Where(cell => cell.InnerText == ExportsWorld.Hostile).ToList();
        Assert.NotEmpty(hostile);
        Assert.All(hostile, cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));

        var sheet = ((WorksheetPart)book.WorkbookPart.GetPartById(book.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().Last().Id!.Value!)).Worksheet!;
        var starts = sheet.Descendants<Cell>().Single(cell => cell.CellReference == "I2");
        Assert.Equal(new DateTime(2027, 6, 10, 9, 0, 0, DateTimeKind.Unspecified), DateTime.FromOADate(double.Parse(starts.CellValue!.Text, CultureInfo.InvariantCulture)));
        var format = book.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ElementAt((int)starts.StyleIndex!.Value);
        Assert.Equal(164u, format.NumberFormatId!.Value);
    }

    [Fact]
    public async Task Papers_have_sensible_names_and_the_final_version_where_there_is_one()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        using var submitted = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/papers.zip");
        using var accepted = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/accepted-papers.zip");
        using var published = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/public-papers.zip");

        const string first = "001 Zolkiewicz - cmd C calc A0 quoted sets 100 of b bold b script.pdf";
        Assert.Equal([first, "003 Zolkiewicz - Paper 3 on.pdf", "004 Zolkiewicz - Paper 4 on.pdf", "005 Zolkiewicz - Paper 5 on.pdf"], submitted.Entries.Select(entry => entry.FullName));
        Assert.Equal([first, "003 Zolkiewicz - Paper 3 on.pdf"], accepted.Entries.Select(entry => entry.FullName));
        Assert.Equal([first], published.Entries.Select(entry => entry.FullName));
        Assert.Equal(ExportsWorld.FinalPdf(1), ExportsWorld.Bytes(published, first));
        Assert.Equal(ExportsWorld.FinalPdf(3), ExportsWorld.Bytes(submitted, "003 Zolkiewicz - Paper 3 on.pdf"));
        Assert.Equal(ExportsWorld.Pdf(4), ExportsWorld.Bytes(submitted, "004 Zolkiewicz - Paper 4 on.pdf"));
    }

    [Fact]
    public async Task A_ceur_volume_has_the_parts_that_its_readers_look_for()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        using var zip = await ExportsWorld.ZipAsync(otto, $"{world.Exports}/ceur-ws.zip");
        var index = new HtmlParser().ParseDocument(ExportsWorld.Text(zip, "index.html"));

        Assert.Equal(["index.html", "paper1.pdf"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(ExportsWorld.FinalPdf(1), ExportsWorld.Bytes(zip, "paper1.pdf"));
        string Only(string name) => Assert.Single(index.QuerySelectorAll("." + name)).TextContent;
        Assert.Equal("Vol-XXX", Only("CEURVOLNR"));
        Assert.Equal("urn:nbn:de:0074-XXX-C", Only("CEURURN"));
        Assert.Equal("2027", Only("CEURPUBYEAR"));
        Assert.Equal("CC BY 4.0", Only("CEURLIC"));
        Assert.Equal(world.Event.Name, Only("CEURVOLACRONYM"));
        Assert.Equal($"Proceedings of {world.Event.Name}", Only("CEURFULLTITLE"));
        Assert.Equal("Room 1, Old Observatory, Copenhagen, June 10, 2027", Only("CEURLOCTIME"));
        Assert.Equal("Otto Organizer", Only("CEURVOLEDITOR"));
        Assert.Equal("Talks <one>", Only("CEURSESSION"));
        Assert.Equal(ExportsWorld.Hostile.Replace("\\%", "%", StringComparison.Ordinal), Only("CEURTITLE"));
        Assert.Equal("1-2", Only("CEURPAGES"));
        Assert.Equal(["Zofia Żółkiewicz", "Bo Second1"], index.QuerySelectorAll(".CEURTOC li#paper1 .CEURAUTHOR").Select(author => author.TextContent));
        Assert.Empty(index.QuerySelectorAll("script, b:not(:contains('Edited by'))"));
    }

    [Fact]
    public async Task Openreview_gets_notes_and_the_decisions_that_are_released()
    {
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);

        var text = await otto.GetStringAsync(new Uri($"{world.Exports}/openreview.jsonl", UriKind.Relative), Cancel);
        var notes = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        var slug = world.Event.Slug;
        Assert.Equal([$"{slug}-1", $"{slug}-1-decision", $"{slug}-3", $"{slug}-3-decision", $"{slug}-4", $"{slug}-4-decision", $"{slug}-5"], notes.Select(note => note.GetProperty("id").GetString()));
        static string? Value(JsonElement note, string name) => note.GetProperty("content").GetProperty(name).GetProperty("value").GetString();
        Assert.Equal(ExportsWorld.Hostile, Value(notes[0], "title"));
        Assert.Equal(["Zofia Żółkiewicz", "Bo Second1"], notes[0].GetProperty("content").GetProperty("authors").GetProperty("value").EnumerateArray().Select(author => author.GetString()));
        Assert.Equal("everyone", notes[0].GetProperty("readers")[0].GetString());
        Assert.Equal("Accept (talk)", Value(notes[1], "decision"));
        Assert.Equal($"{slug}-1", notes[1].GetProperty("replyto").GetString());
        Assert.Equal("Accept (poster)", Value(notes[3], "decision"));
        Assert.Equal("Reject", Value(notes[5], "decision"));
        Assert.EndsWith("/Program_Chairs", notes[6].GetProperty("readers")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal($"Submitted to {world.Event.Name}", Value(notes[6], "venue"));
    }

    [Fact]
    public async Task More_rows_ask_the_database_no_more_often()
    {
        var counter = QueryCounter.Watch(_app);
        var world = await ExportsWorld.MakeAsync(_app);
        await world.ReleaseProgrammeAsync();
        using var otto = await _app.SignedInAsync(ExportsWorld.Otto);
        string[] paths =
        [
            world.Exports, .. Tables.Select(table => $"{world.Exports}/{table}.csv"), $"{world.Exports}/openreview.jsonl", $"{world.Exports}/everything.xlsx", $"{world.Exports}/site.zip",
            $"{world.Public}/schedule.xml", $"{world.Public}/citations.bib", $"{world.Public}/embed",
        ];
        var before = new List<int>();
        foreach (var path in paths)
        {
            before.Add(await counter.OfPageAsync(otto, path));
        }

        var anna = await _app.QueryAsync(db => db.People.SingleAsync(person => person.Name == "Anna Author", Cancel));
        var file = StoredFile.Of([7, 7, 7], WorkshopApp.Start);
        await _app.SeedAsync(file);
        for (var number = 6; number < 10; number++)
        {
            var submission = Given.Submitted(world.Event, number, anna, file, ExportsWorld.Title(number), ("Anna Author", ExportsWorld.Anna));
            var decision = Domain.Decisions.Decision.Stage(world.Event.Id, submission.Id, Domain.Decisions.DecisionOutcome.Talk, "", anna.Id, _app.Clock.Now);
            decision.Release(_app.Clock.Now);
            world.Submissions.Add(submission);
            await _app.SeedAsync(submission, decision);
        }

        await world.SessionAsync("More", SessionKind.Talks, 15, 6, 7, 8, 9);
        await world.ReleaseProgrammeAsync();
        for (var i = 0; i < paths.Length; i++)
        {
            Assert.Equal((paths[i], before[i]), (paths[i], await counter.OfPageAsync(otto, paths[i])));
        }
    }

    private static string Unzipped(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return string.Join('\n', zip.Entries.Where(entry => !entry.FullName.Contains("assets/", StringComparison.Ordinal)).Select(entry => ExportsWorld.Text(zip, entry.FullName)));
    }
}
