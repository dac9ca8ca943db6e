using System.Text;
using Workshop.Domain.Submissions.Import;
using Workshop.Web.Features.Submissions;
using Workshop.Web.Features.Submissions.Import;

namespace Workshop.IntegrationTests.Submissions.Import;

[Trait("Database", "none")]
public sealed class ImportFileTests
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("#,title\n1,Ångström “q”\n") },
        { "UTF-8", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("#,title\n1,Ångström “q”\n")] },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("#,title\n1,Ångström “q”\n")] },
        { "UTF-16", Encoding.Unicode.GetBytes("#,title\n1,Ångström “q”\n") },
        { "UTF-16", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("#,title\n1,Ångström “q”\n")] },
        { "Windows-1252", Western.GetBytes("#,title\n1,Ångström “q”\n") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_found_out(string encoding, byte[] content)
    {
        var read = Read(content);

        Assert.Equal($"CSV with commas, {encoding}", read.Format);
        Assert.Equal(["1", "Ångström “q”"], read.Table.Rows[0].Cells);
    }

    [Theory]
    [InlineData("a,b,c\n1,\"x, \"\"y\"\"\",z\n", "commas", "1|x, \"y\"|z")]
    [InlineData("a;b;c\r\n1;\"x; y\";z\r\n", "semicolons", "1|x; y|z")]
    [InlineData("a\tb\tc\n1\tx, y; z\tz\n", "tabs", "1|x, y; z|z")]
    [InlineData("a,b,c\n1,\"first\nsecond\",\n", "commas", "1|first\nsecond|")]
    [InlineData("a,b,c\n1,'=SUM(1),'quoted'\n", "commas", "1|=SUM(1)|'quoted'")]
    [InlineData("a,b,c\n1\n", "commas", "1||")]
    [InlineData("a,b,c\n1,$\\ell_{1}$ \\'e,z,,\n\n", "commas", "1|$\\ell_{1}$ \\'e|z")]
    public void Csv_is_read_whatever_separates_it(string text, string separator, string expected)
    {
        var read = Read(Encoding.UTF8.GetBytes(text));

        Assert.StartsWith($"CSV with {separator}", read.Format, StringComparison.Ordinal);
        var row = Assert.Single(read.Table.Rows);
        Assert.Equal(expected, string.Join('|', row.Cells));
        Assert.Equal((2, null), (row.Line, row.Problem));
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them_and_cells_too_many_are_told()
    {
        var rows = Read("a,b\n1,\"x\ny\"\n\n2,z,too,many\n"u8.ToArray()).Table.Rows;

        Assert.Equal([2, 5], rows.Select(row => row.Line));
        Assert.Equal([null, "The row has 4 cells, but there are 2 columns. Perhaps a quotation mark is missing."], rows.Select(row => row.Problem));
    }

    [Fact]
    public void Hotcrps_list_gives_authors_topics_and_times()
    {
        var table = Read("""
            [ { "pid": 12, "title": "T", "abstract": "Two\nlines", "status": "submitted", "submitted": true, "submitted_at": 1760572740, "submission": { "mimetype": "application/pdf", "size": 5 },
                "authors": [ { "first": "Ada", "last": "Lovelace", "email": "ada@x.example", "affiliation": "London (north)" }, { "name": "Bo", "email": "bo@x.example", "contact": true } ],
                "topics": { "Theory": true, "Bounds; tight": true, "Not": false } },
              { "pid": 13, "title": "U", "abstract": "A", "status": "draft", "authors": [], "topics": ["Theory"] } ]
            """u8.ToArray()).Table;

        Assert.Equal(["pid", "title", "abstract", "status", "submitted", "submitted_at", "submission.mimetype", "submission.size", "authors", "topics"], table.Columns);
        Assert.Equal("Ada Lovelace <ada@x.example> (London (north))\nBo <bo@x.example>*", table.Rows[0].Cells[8]);
        Assert.Equal("Theory\nBounds; tight", table.Rows[0].Cells[9]);
        Assert.Equal(["13", "U", "A", "draft", "", "", "", "", "", "Theory"], table.Rows[1].Cells);
        var rows = ImportReading.Read(table, null, ImportDetection.Propose(table, null, "Etc/UTC"));
        Assert.Empty(rows[0].Refusals);
        Assert.Equal(new DateTimeOffset(2025, 10, 15, 23, 59, 0, TimeSpan.Zero), rows[0].SubmittedAt);
        Assert.Equal("It is a draft there.", rows[1].LeftOutBecause);
    }

    [Theory]
    [InlineData("{\"id\":\"abc\",\"number\":3,\"content\":{\"title\":{\"value\":\"T\"},\"authors\":{\"value\":[\"A\",\"B\"]},\"keywords\":{\"value\":[\"k\"]},\"_bibtex\":null}}\n")]
    [InlineData("{\"notes\":[{\"id\":\"abc\",\"number\":3,\"content\":{\"title\":{\"value\":\"T\"},\"authors\":{\"value\":[\"A\",\"B\"]},\"keywords\":{\"value\":[\"k\"]},\"_bibtex\":null}}],\"count\":1}")]
    public void Openreviews_values_are_unwrapped(string text)
    {
        var table = Read(Encoding.UTF8.GetBytes(text)).Table;

        Assert.Equal(["id", "number", "content.title", "content.authors", "content.keywords", "content._bibtex"], table.Columns);
        Assert.Equal(["abc", "3", "T", "A\nB", "k", ""], Assert.Single(table.Rows).Cells);
    }

    [Fact]
    public void Json_lines_may_differ_in_their_names()
    {
        var read = Read("{\"id\":\"p1\",\"title\":\"T\"}\n\n{\"id\":\"p2\",\"abstract\":\"A\"}\n"u8.ToArray());

        Assert.Equal("JSON Lines, UTF-8", read.Format);
        Assert.Equal([1, 3], read.Table.Rows.Select(row => row.Line));
        Assert.Equal(["p2", "", "A"], read.Table.Rows[1].Cells);
    }

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "import.empty", [] },
        { "import.workbook", [(byte)'P', (byte)'K', 3, 4, 0, 0] },
        { "import.no-text", [1, 0, 0, 0, 2, 0, 0, 0, 7, 7] },
        { "import.encoding", [0xEF, 0xBB, 0xBF, (byte)'a', 0xFF, 0xFE] },
        { "import.no-rows", Encoding.UTF8.GetBytes("a,b\n") },
        { "import.no-rows", Encoding.UTF8.GetBytes("   ") },
        { "import.csv-malformed", Encoding.UTF8.GetBytes("a,b\n1,\"never closed\n2,x\n") },
        { "import.json-malformed", Encoding.UTF8.GetBytes("{\"a\":1}\n{\"a\":\n") },
        { "import.json-no-object", Encoding.UTF8.GetBytes("[1,2]") },
        { "import.json-malformed", Encoding.UTF8.GetBytes(new string('[', 5000)) },
        { "import.too-many-columns", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 301)) + "\n1\n") },
        { "import.too-many-rows", Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 2001))) },
        { "import.cell-too-long", Encoding.UTF8.GetBytes("a,b\n1," + new string('x', 50_001) + "\n") },
        { "import.too-large", new byte[(10 * 1024 * 1024) + 1] },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void What_cannot_be_read_is_refused_with_a_sentence(string code, byte[] content)
    {
        var refusal = ImportFile.Read(content, "File").Refusal;

        Assert.Equal((code, "File"), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void Our_own_export_is_read_back_apostrophes_and_semicolons_included()
    {
        var row = new SubmissionRow(7, "withdrawn", "=SUM(1) in $\\ell_1$", "Ada; Bo", "ada@x.example; ", "Dept, Uni; ", "Bo", "Theory; Bounds", "poster", "", "", 2, "2027-01-31 08:00:00", "\"Quoted\",\r\nand more; 'so'");
        var table = Read(Encoding.UTF8.GetBytes(SubmissionTable.Write([row]))).Table;

        var read = Assert.Single(ImportReading.Read(table, null, ImportDetection.Propose(table, null, "Europe/Copenhagen")));

        Assert.Empty(read.Refusals);
        Assert.Equal(("7", row.Title, row.Abstract, true), (read.ExternalId, read.Content.Title, read.Content.Abstract, read.Withdrawn));
        Assert.Equal([new("Ada", "ada@x.example", "Dept, Uni", false), new("Bo", "", "", true)], read.Content.Authors);
        Assert.Equal(["Theory", "Bounds"], read.Topics);
        Assert.Equal(new DateTimeOffset(2027, 1, 31, 8, 0, 0, TimeSpan.Zero), read.SubmittedAt);
    }

    private static ReadImportFile Read(byte[] content)
    {
        var read = ImportFile.Read(content, "File");
        Assert.True(read.Succeeded, read.Refusal?.Message);
        return read.Value;
    }
}
