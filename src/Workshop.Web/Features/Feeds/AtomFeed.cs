using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Workshop.Web.Features.Feeds;

/// <param name="Id">The same for ever, whatever becomes of address and title.</param>
/// <param name="Updated">When it last changed in a way that readers care for.</param>
/// <param name="Html">May be empty; encoded already.</param>
public sealed record AtomEntry(string Id, string Title, string Link, DateTimeOffset Published, DateTimeOffset Updated, string Summary, string Html = "");

/// <summary>A feed as RFC 4287 wants it.</summary>
/// <param name="Self">Its own address.</param>
/// <param name="Page">For people.</param>
/// <param name="Since">When it began: says when an empty one was last updated.</param>
public sealed record AtomFeed(string Id, string Title, string Subtitle, string Self, string Page, DateTimeOffset Since, IReadOnlyList<AtomEntry> Entries)
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <summary>UTF-8. The same feed gives the same bytes.</summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, "en");
            Element(xml, "id", Id);
            Element(xml, "title", Title);
            if (Subtitle.Length > 0)
            {
                Element(xml, "subtitle", Subtitle);
            }

            Element(xml, "updated", Instant(Entries.Count == 0 ? Since : Entries.Max(entry => entry.Updated)));
            xml.WriteStartElement("author", Namespace);
            Element(xml, "name", Title);
            xml.WriteEndElement();
            Link(xml, "self", "application/atom+xml", Self);
            Link(xml, "alternate", "text/html", Page);
            Element(xml, "generator", "Workshop");
            foreach (var entry in Entries)
            {
                WriteEntry(xml, entry);
            }

            xml.WriteEndElement();
            xml.WriteEndDocument();
        }

        return bytes.ToArray();
    }

    /// <summary>A strong entity tag, with its quotes.</summary>
    public static string TagOf(byte[] written) => $"\"{Convert.ToHexString(SHA256.HashData(written))[..32]}\"";

    private static void WriteEntry(XmlWriter xml, AtomEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "id", entry.Id);
        Element(xml, "title", entry.Title);
        Element(xml, "published", Instant(entry.Published));
        Element(xml, "updated", Instant(entry.Updated));
        Link(xml, "alternate", "text/html", entry.Link);
        if (entry.Summary.Length > 0)
        {
            Element(xml, "summary", entry.Summary);
        }

        if (entry.Html.Length > 0)
        {
            xml.WriteStartElement("content", Namespace);
            xml.WriteAttributeString("type", "html");
            xml.WriteString(Clean(entry.Html));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Clean(text));

    private static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Some characters have no place in XML 1.0, not even escaped.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
        }

        return clean.ToString();
    }
}
