using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;

namespace Workshop.Domain.Programme;

/// <summary>
/// Writes a <see cref="ConferenceSchedule"/> as <c>schedule.xml</c> and <c>schedule.json</c>, in the dialect that the validators of the Chaos Computer Club's video operation
/// centre accept (https://github.com/voc/schedule). UTF-8 without a mark.
/// </summary>
public static class ScheduleFile
{
    private const string Generator = "workshop";

    // Readable for people too: letters of every script stay themselves. Nothing of it is put into HTML.
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Xml(ConferenceSchedule schedule)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("schedule");
            xml.WriteStartElement("generator");
            xml.WriteAttributeString("name", Generator);
            xml.WriteAttributeString("version", "1");
            xml.WriteEndElement();
            Element(xml, "version", schedule.Version);
            xml.WriteStartElement("conference");
            Element(xml, "title", schedule.Title);
            Element(xml, "acronym", schedule.Acronym);
            Element(xml, "start", Date(schedule.StartsOn));
            Element(xml, "end", Date(schedule.EndsOn));
            Element(xml, "days", schedule.Days.Count.ToString(CultureInfo.InvariantCulture));
            Element(xml, "timeslot_duration", Duration(schedule.TimeslotMinutes));
            Element(xml, "base_url", schedule.BaseUrl);
            Element(xml, "time_zone_name", schedule.ZoneName);
            xml.WriteEndElement();
            foreach (var day in schedule.Days)
            {
                Write(xml, day);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    public static byte[] JsonText(ConferenceSchedule schedule)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://c3voc.de/schedule/schema.json");
            json.WriteStartObject("generator");
            json.WriteString("name", Generator);
            json.WriteString("version", "1");
            json.WriteEndObject();
            json.WriteStartObject("schedule");
            json.WriteString("version", Whole(schedule.Version));
            json.WriteString("base_url", schedule.BaseUrl);
            json.WriteStartObject("conference");
            json.WriteString("acronym", schedule.Acronym);
            json.WriteString("title", Whole(schedule.Title));
            json.WriteString("start", Date(schedule.StartsOn));
            json.WriteString("end", Date(schedule.EndsOn));
            json.WriteNumber("daysCount", schedule.Days.Count);
            json.WriteString("timeslot_duration", Duration(schedule.TimeslotMinutes));
            json.WriteString("time_zone_name", schedule.ZoneName);
            json.WriteString("url", schedule.Url);
            json.WriteStartArray("days");
            foreach (var day in schedule.Days)
            {
                Write(json, day);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(XmlWriter xml, ScheduleDay day)
    {
        xml.WriteStartElement("day");
        xml.WriteAttributeString("index", day.Index.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("date", Date(day.Date));
        xml.WriteAttributeString("start", Instant(day.Starts));
        xml.WriteAttributeString("end", Instant(day.Ends));
        foreach (var room in day.Rooms)
        {
            xml.WriteStartElement("room");
            xml.WriteAttributeString("name", Whole(room.Name));
            foreach (var e in room.Events)
            {
                Write(xml, e);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, ScheduleEvent e)
    {
        xml.WriteStartElement("event");
        xml.WriteAttributeString("id", e.Id.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("guid", e.Uid.ToString());
        Element(xml, "date", Instant(e.Starts));
        Element(xml, "start", Clock(e.Starts));
        Element(xml, "duration", Duration(e.Minutes));
        Element(xml, "room", e.Room);
        Element(xml, "slug", e.Slug);
        Element(xml, "url", e.Url);
        Element(xml, "title", e.Title);
        Element(xml, "subtitle", e.Subtitle);
        Element(xml, "track", e.Track);
        Element(xml, "type", e.Type);
        Element(xml, "language", "en");
        Element(xml, "abstract", e.Abstract);
        Element(xml, "description", e.Description);
        xml.WriteStartElement("persons");
        foreach (var person in e.Persons)
        {
            xml.WriteStartElement("person");
            xml.WriteAttributeString("id", person.Id.ToString(CultureInfo.InvariantCulture));
            xml.WriteString(Whole(person.Name));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        Links(xml, "links", "link", e.Links);
        Links(xml, "attachments", "attachment", e.Attachments);
        xml.WriteEndElement();
    }

    private static void Links(XmlWriter xml, string list, string name, IReadOnlyList<ScheduleLink> links)
    {
        xml.WriteStartElement(list);
        foreach (var link in links)
        {
            xml.WriteStartElement(name);
            xml.WriteAttributeString("href", link.Href);
            xml.WriteString(Whole(link.Text));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(Utf8JsonWriter json, ScheduleDay day)
    {
        json.WriteStartObject();
        json.WriteNumber("index", day.Index);
        json.WriteString("date", Date(day.Date));
        json.WriteString("day_start", Instant(day.Starts));
        json.WriteString("day_end", Instant(day.Ends));
        json.WriteStartObject("rooms");
        foreach (var room in day.Rooms)
        {
            json.WriteStartArray(Whole(room.Name));
            foreach (var e in room.Events)
            {
                Write(json, e);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ScheduleEvent e)
    {
        json.WriteStartObject();
        json.WriteNumber("id", e.Id);
        json.WriteString("guid", e.Uid);
        json.WriteString("date", Instant(e.Starts));
        json.WriteString("start", Clock(e.Starts));
        json.WriteString("duration", Duration(e.Minutes));
        json.WriteString("room", Whole(e.Room));
        json.WriteString("slug", e.Slug);
        json.WriteString("url", e.Url);
        json.WriteString("title", Whole(e.Title));
        json.WriteString("subtitle", Whole(e.Subtitle));
        json.WriteString("track", Whole(e.Track));
        json.WriteString("type", e.Type);
        json.WriteString("language", "en");
        json.WriteString("abstract", Whole(e.Abstract));
        json.WriteString("description", Whole(e.Description));
        json.WriteStartArray("persons");
        foreach (var person in e.Persons)
        {
            json.WriteStartObject();
            json.WriteNumber("id", person.Id);
            json.WriteString("guid", person.Uid);
            json.WriteString("public_name", Whole(person.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Links(json, "links", e.Links);
        Links(json, "attachments", e.Attachments);
        json.WriteStartArray("answers");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Links(Utf8JsonWriter json, string name, IReadOnlyList<ScheduleLink> links)
    {
        json.WriteStartArray(name);
        foreach (var link in links)
        {
            json.WriteStartObject();
            json.WriteString("url", link.Href);
            json.WriteString("title", Whole(link.Text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Whole(text));

    /// <summary>What neither XML nor JSON can hold becomes the replacement character: half of a surrogate pair, U+FFFE and U+FFFF.</summary>
    private static string Whole(string text)
    {
        if (text.All(character => XmlConvert.IsXmlChar(character)))
        {
            return text;
        }

        var whole = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                whole.Append(text, i++, 2);
            }
            else
            {
                whole.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return whole.ToString();
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Duration(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}
