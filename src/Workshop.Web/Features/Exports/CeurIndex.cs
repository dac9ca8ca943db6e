using System.Globalization;
using System.Text;
using Workshop.Domain.Events;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Exports;

/// <param name="Path">Of its PDF beside the index.</param>
/// <param name="Pages">In the volume; null when they could not be counted.</param>
internal sealed record CeurPaper(ProgrammeItem Item, string Path, (int From, int To)? Pages);

/// <param name="Papers">In order of the programme.</param>
internal sealed record CeurSession(string Title, IReadOnlyList<CeurPaper> Papers);

/// <summary>
/// The index.html of a volume as CEUR-WS.org asks for it (http://ceur-ws.org/HOWTOSUBMIT.html, Vol-XXX/index.html): HTML5 whose parts are found by classes that begin with CEUR. What
/// only the publisher knows stands as their template has it: XXX for the number of the volume.
/// </summary>
internal static class CeurIndex
{
    public static string Write(WorkshopEvent e, string callUrl, IReadOnlyList<ProgrammePerson> editors, IReadOnlyList<CeurSession> sessions, DateTimeOffset now)
    {
        var year = e.StartsOn.Year.ToString(CultureInfo.InvariantCulture);
        var acronym = HtmlText.Encode(e.Name);
        var html = new StringBuilder();
        html.Append($"""
            <!DOCTYPE html>
            <!-- CEURVERSION=2020-07-09 -->
            <!-- Before you submit: replace XXX by the number of your volume, check title, place and editors, and have every author's agreement (AUTHOR-AGREEMENT) signed. -->
            <html lang="en">
            <head>
            <meta http-equiv="Content-type" content="text/html;charset=utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1.0">
            <link rel="stylesheet" type="text/css" href="../ceur-ws.css">
            <title>CEUR-WS.org/Vol-XXX - {acronym}</title>
            </head>
            <body>
            <table style="border: 0; border-spacing: 0; border-collapse: collapse; width: 95%">
            <tbody><tr>
            <td style="text-align: left; vertical-align: middle">
            <a href="http://ceur-ws.org/"><div id="CEURWSLOGO"></div></a>
            </td>
            <td style="text-align: right; vertical-align: middle">
            <span class="CEURVOLNR">Vol-XXX</span><br>
            <span class="CEURURN">urn:nbn:de:0074-XXX-C</span>
            <p class="unobtrusive copyright" style="text-align: justify">Copyright &copy; {year} for the individual papers by the papers' authors.
            Copyright &copy; <span class="CEURPUBYEAR">{now.Year.ToString(CultureInfo.InvariantCulture)}</span> for the volume as a collection by its editors.
            This volume and its papers are published under the Creative Commons License Attribution 4.0 International
            <a href="https://creativecommons.org/licenses/by/4.0/">(<span class="CEURLIC">CC BY 4.0</span>)</a>.</p>
            </td>
            </tr></tbody>
            </table>
            <hr>
            <br><br><br>
            <h1><a href="{HtmlText.Encode(callUrl)}"><span class="CEURVOLACRONYM">{acronym}</span></a><br>
            <span class="CEURVOLTITLE">{acronym}</span></h1>
            <br>
            <h3><span class="CEURFULLTITLE">Proceedings of {acronym}</span></h3>
            <h3><span class="CEURLOCTIME">{HtmlText.Encode(e.Venue.Length > 0 ? $"{e.Venue}, " : "")}{Days(e)}</span>.</h3>
            <br>
            <b> Edited by </b>
            <h3>

            """.ReplaceLineEndings("\n"));
        foreach (var editor in editors)
        {
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"CEURVOLEDITOR\">{HtmlText.Encode(editor.Name)}</span>{HtmlText.Encode(editor.Affiliation.Length > 0 ? $", {editor.Affiliation}" : "")}<br>\n");
        }

        html.Append("</h3>\n<hr>\n<br><br><br>\n<div class=\"CEURTOC\">\n<h2> Table of Contents </h2>\n");
        foreach (var session in sessions)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h3><span class=\"CEURSESSION\">{HtmlText.Encode(session.Title)}</span></h3>\n<ul>\n");
            foreach (var paper in session.Papers)
            {
                var pages = paper.Pages is { } range ? string.Create(CultureInfo.InvariantCulture, $"\n<span class=\"CEURPAGES\">{range.From}-{range.To}</span>") : "";
                var authors = string.Join(",\n", paper.Item.Authors.Select(author => $"<span class=\"CEURAUTHOR\">{HtmlText.Encode(author.Name)}</span>"));
                html.Append(CultureInfo.InvariantCulture, $"<li id=\"{Id(paper.Path)}\"><a href=\"{HtmlText.Encode(paper.Path)}\">\n<span class=\"CEURTITLE\">{HtmlText.Said(paper.Item.ShownTitle)}</span></a>{pages}<br>\n{authors}\n</li>\n");
            }

            html.Append("</ul>\n");
        }

        html.Append($"""
            </div>
            <hr>
            <span class="unobtrusive">
            {now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: submitted by {HtmlText.Encode(editors.Count > 0 ? editors[0].Name : "the editors")}, metadata incl. bibliographic data published under
            <a href="http://creativecommons.org/publicdomain/zero/1.0/">Creative Commons CC0</a>
            <br>yyyy-mm-dd: published on CEUR Workshop Proceedings (CEUR-WS.org, ISSN 1613-0073)
            |<a href="https://validator.w3.org/nu/?doc=http%3A%2F%2Fceur-ws.org%2FVol-XXX%2F">valid HTML5</a>|
            </span>
            </body>
            </html>

            """.ReplaceLineEndings("\n"));
        return html.ToString();
    }

    private static string Id(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>"June 10-11, 2027", as their volumes say it.</summary>
    private static string Days(WorkshopEvent e)
    {
        var (from, to) = (e.StartsOn, e.EndsOn);
        var first = from.ToString("MMMM d", CultureInfo.InvariantCulture);
        var last = from == to ? "" : from.Month == to.Month && from.Year == to.Year ? $"-{to.Day.ToString(CultureInfo.InvariantCulture)}" : $" - {to.ToString("MMMM d", CultureInfo.InvariantCulture)}";
        return $"{first}{last}, {to.Year.ToString(CultureInfo.InvariantCulture)}";
    }
}
