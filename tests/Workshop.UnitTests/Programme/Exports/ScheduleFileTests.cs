using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Workshop.Domain.Programme;

namespace Workshop.UnitTests.Programme.Exports;

/// <summary>The files for conference apps against the rules of https://github.com/voc/schedule/tree/master/validator, restated here.</summary>
public sealed class ScheduleFileTests
{
    /// <summary>What the validators ask of schedule.xml: every element that there may be, what must be there, the form of times, and that guids, ids and slugs are unique.</summary>
    private const string Rules = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:simpleType name="span"><xs:restriction base="xs:string"><xs:pattern value="\d{1,2}:\d{2}(:\d{1,2})?"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="clock"><xs:restriction base="xs:string"><xs:pattern value="[0-2]\d:[0-5]\d(:[0-5]\d)?"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="instant"><xs:restriction base="xs:dateTime"><xs:pattern value=".+(Z|[+\-]\d{1,2}:\d{2})"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="guid"><xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="web"><xs:restriction base="xs:anyURI"><xs:pattern value="https?://.*"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="acronym"><xs:restriction base="xs:string"><xs:pattern value="[a-z0-9_\-]+"/></xs:restriction></xs:simpleType>
          <xs:complexType name="person"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="id" type="xs:positiveInteger" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
          <xs:complexType name="link"><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="href" type="web" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
          <xs:complexType name="event">
            <xs:all>
              <xs:element name="room" type="xs:string"/><xs:element name="title" type="xs:string"/><xs:element name="subtitle" type="xs:string"/><xs:element name="type" type="xs:string"/>
              <xs:element name="date" type="instant"/><xs:element name="start" type="clock"/><xs:element name="duration" type="span"/><xs:element name="abstract" type="xs:string"/>
              <xs:element name="slug" type="xs:string"/><xs:element name="track" type="xs:string"/>
              <xs:element name="language" type="xs:string" minOccurs="0"/><xs:element name="description" type="xs:string" minOccurs="0"/><xs:element name="url" type="web" minOccurs="0"/>
              <xs:element name="persons" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="person" type="person" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
              <xs:element name="links" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="link" type="link" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
              <xs:element name="attachments" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="attachment" type="link" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
            </xs:all>
            <xs:attribute name="id" type="xs:positiveInteger" use="required"/><xs:attribute name="guid" type="guid" use="required"/>
          </xs:complexType>
          <xs:element name="schedule">
            <xs:complexType><xs:sequence>
              <xs:element name="generator" minOccurs="0"><xs:complexType><xs:attribute name="name" type="xs:string"/><xs:attribute name="version" type="xs:string"/></xs:complexType></xs:element>
              <xs:element name="version" type="xs:string"/>
              <xs:element name="conference"><xs:complexType><xs:all>
                <xs:element name="title" type="xs:string"/><xs:element name="acronym" type="acronym"/><xs:element name="start" type="xs:date"/><xs:element name="end" type="xs:date"/>
                <xs:element name="days" type="xs:integer"/><xs:element name="timeslot_duration" type="span"/><xs:element name="base_url" type="web"/><xs:element name="time_zone_name" type="xs:string"/>
              </xs:all></xs:complexType></xs:element>
              <xs:element name="day" maxOccurs="unbounded"><xs:complexType>
                <xs:sequence><xs:element name="room" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
                  <xs:sequence><xs:element name="event" type="event" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="name" type="xs:string" use="required"/>
                </xs:complexType></xs:element></xs:sequence>
                <xs:attribute name="date" type="xs:date" use="required"/><xs:attribute name="start" type="instant" use="required"/><xs:attribute name="end" type="instant" use="required"/><xs:attribute name="index" type="xs:positiveInteger" use="required"/>
              </xs:complexType></xs:element>
            </xs:sequence></xs:complexType>
            <xs:unique name="guids"><xs:selector xpath="day/room/event"/><xs:field xpath="@guid"/></xs:unique>
            <xs:unique name="ids"><xs:selector xpath="day/room/event"/><xs:field xpath="@id"/></xs:unique>
            <xs:unique name="slugs"><xs:selector xpath="day/room/event/slug"/><xs:field xpath="."/></xs:unique>
            <xs:unique name="days"><xs:selector xpath="day"/><xs:field xpath="@index"/></xs:unique>
          </xs:element>
        </xs:schema>
        """;

    private static readonly ConferenceSchedule Schedule = ConferenceSchedule.Of(HostileProgramme.Document, HostileProgramme.Source);

    [Fact]
    public void Schedule_xml_keeps_the_published_rules()
    {
        Assert.Empty(Validate(ScheduleFile.Xml(Schedule)));
    }

    [Theory]
    [InlineData("<duration>00:15</duration>", "<duration>15 min</duration>")]
    [InlineData("<subtitle />", "")]
    [InlineData("id=\"2\"", "id=\"1\"")]
    public void The_rules_find_what_is_wrong(string right, string wrong)
    {
        var xml = System.Text.Encoding.UTF8.GetString(ScheduleFile.Xml(Schedule));
        Assert.Contains(right, xml, StringComparison.Ordinal);

        Assert.NotEmpty(Validate(System.Text.Encoding.UTF8.GetBytes(xml.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [Fact]
    public void Schedule_xml_says_exactly_this()
    {
        var root = XDocument.Parse(System.Text.Encoding.UTF8.GetString(ScheduleFile.Xml(Schedule))).Root!;
        var conference = root.Element("conference")!;
        Assert.Equal(["Theory & <Practice> 2027", "theory_2027", "2027-06-10", "2027-06-11", "2", "00:15", HostileProgramme.Base, "Europe/Copenhagen"], conference.Elements().Select(element => element.Value));
        Assert.Equal("Final", root.Element("version")!.Value);

        var days = root.Elements("day").ToList();
        Assert.Equal(["2027-06-10T04:00:00+02:00", "2027-06-11T04:00:00+02:00"], days.Select(day => day.Attribute("start")!.Value));
        Assert.Equal(["2027-06-11T03:59:00+02:00", "2027-06-12T03:59:00+02:00"], days.Select(day => day.Attribute("end")!.Value));
        Assert.Equal(["Aud. A", "Foyer", "Harbour", "Old Observatory"], days[0].Elements("room").Select(room => room.Attribute("name")!.Value));

        // A party after midnight stays on its evening, with the date that it really has.
        var party = days[0].Elements("room").Single(room => room.Attribute("name")!.Value == "Harbour").Element("event")!;
        Assert.Equal("2027-06-11T00:30:00+02:00", party.Element("date")!.Value);
        Assert.Equal("01:30", party.Element("duration")!.Value);
        Assert.Empty(days[1].Elements("room"));

        var first = Event(root, 1);
        Assert.Equal("=cmd|'/C calc'!A0, \"quoted\", 100% of {sets} & $n^{2}$ </script>", first.Element("title")!.Value);
        Assert.Equal("First, line.\nSame.\n\nSecond  paragraph 🎲 with $\\alpha_1$, \\ and % and {.", first.Element("abstract")!.Value);
        Assert.Equal(["Zofia Żółkiewicz", "王小明"], first.Element("persons")!.Elements().Select(person => person.Value));
        Assert.Equal("theory-2027-p1-cmd-c-calc-a0-quoted-100-of-sets-script", first.Element("slug")!.Value);
        Assert.Equal(HostileProgramme.Base + "/paper/1", first.Element("attachments")!.Element("attachment")!.Attribute("href")!.Value);

        // Two that share half an hour follow one another.
        Assert.Equal(("10:15", "00:15", "10:30", "00:15"), (Event(root, 2).Element("start")!.Value, Event(root, 2).Element("duration")!.Value, Event(root, 3).Element("start")!.Value, Event(root, 3).Element("duration")!.Value));

        var posters = root.Descendants("event").Single(e => e.Element("title")!.Value == "Posters");
        Assert.Equal("P2: O'Brien's ``quotes'' -- and dashes (Conan O'Brien)\nP10: Sufficient reasons (Zofia Żółkiewicz)", posters.Element("description")!.Value);
        Assert.Equal("Title to be announced", root.Descendants("event").Single(e => e.Element("type")!.Value == "keynote").Element("title")!.Value);
    }

    [Fact]
    public void Ids_and_guids_live_on_when_everything_else_changes()
    {
        var document = HostileProgramme.Document;
        var changed = document with
        {
            Name = "Another name",
            Version = "4",
            Sessions = [.. document.Sessions.Reverse().Select(session => session with { Title = "Renamed", Room = "R2", Starts = session.Starts.AddHours(1), Ends = session.Ends.AddHours(1) }).OrderBy(session => session.Starts)],
        };

        var before = Schedule.Events.ToDictionary(e => e.Uid, e => e.Id);
        var after = ConferenceSchedule.Of(changed, HostileProgramme.Source).Events.ToDictionary(e => e.Uid, e => e.Id);

        Assert.Equal(before.OrderBy(pair => pair.Key), after.OrderBy(pair => pair.Key));
        var elsewhere = ConferenceSchedule.Of(document, HostileProgramme.Source with { EventId = Guid.Empty }).Events.Select(e => e.Uid);
        Assert.Empty(before.Keys.Intersect(elsewhere));
    }

    [Fact]
    public void Schedule_json_keeps_the_published_rules()
    {
        using var json = JsonDocument.Parse(ScheduleFile.JsonText(Schedule));
        Only(json.RootElement, ["schedule"], ["$schema", "generator"]);
        var schedule = json.RootElement.GetProperty("schedule");
        Assert.True(Uri.TryCreate(schedule.GetProperty("base_url").GetString(), UriKind.Absolute, out _));
        Assert.Equal("Final", schedule.GetProperty("version").GetString());
        var conference = schedule.GetProperty("conference");
        Only(conference, ["title", "acronym", "days", "daysCount", "start", "end", "timeslot_duration"], ["description", "time_zone_name", "url", "rooms", "keywords"]);
        Assert.Matches("^[a-z0-9_-][a-z0-9_]{3,}(-2[0-9]{3}-[a-z]+)?$", conference.GetProperty("acronym").GetString());
        Assert.Matches("^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$", conference.GetProperty("time_zone_name").GetString());
        Assert.Equal(2, conference.GetProperty("daysCount").GetInt32());
        var ids = new List<int>();
        foreach (var day in conference.GetProperty("days").EnumerateArray())
        {
            Only(day, ["date", "day_end", "day_start", "index", "rooms"], []);
            foreach (var room in day.GetProperty("rooms").EnumerateObject())
            {
                foreach (var e in room.Value.EnumerateArray())
                {
                    Only(e, ["abstract", "date", "duration", "guid", "id", "language", "links", "persons", "room", "slug", "start", "subtitle", "title", "track", "type", "url"], ["description", "attachments", "answers"]);
                    Assert.Equal(room.Name, e.GetProperty("room").GetString());
                    Assert.Matches("^[a-z0-9_-]+[a-z0-9]$", e.GetProperty("slug").GetString());
                    Assert.Matches("^[0-9]+:[0-9]{2}$", e.GetProperty("duration").GetString());
                    Assert.True(Guid.TryParseExact(e.GetProperty("guid").GetString(), "D", out _));
                    Assert.True(DateTimeOffset.TryParseExact(e.GetProperty("date").GetString(), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
                    ids.Add(e.GetProperty("id").GetInt32());
                    foreach (var person in e.GetProperty("persons").EnumerateArray())
                    {
                        Only(person, ["public_name", "id"], ["guid"]);
                    }
                }
            }
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(Schedule.Events.Count(), ids.Count);
        Assert.All(ids, id => Assert.True(id > 0));
    }

    [Fact]
    public void Everything_that_is_timed_fits_its_room_without_overlap()
    {
        foreach (var room in Schedule.Days.SelectMany(day => day.Rooms))
        {
            for (var i = 1; i < room.Events.Count; i++)
            {
                Assert.True(room.Events[i - 1].Starts.AddMinutes(room.Events[i - 1].Minutes) <= room.Events[i].Starts, room.Events[i].Title);
            }
        }
    }

    private static void Only(JsonElement element, string[] required, string[] allowed)
    {
        var names = element.EnumerateObject().Select(property => property.Name).ToList();
        Assert.Empty(required.Except(names));
        Assert.Empty(names.Except(required).Except(allowed));
    }

    private static XElement Event(XElement root, int id) => root.Descendants("event").Single(e => e.Attribute("id")!.Value == id.ToString(CultureInfo.InvariantCulture));

    private static List<string> Validate(byte[] xml)
    {
        var found = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, DtdProcessing = DtdProcessing.Prohibit };
        using var rules = XmlReader.Create(new StringReader(Rules));
        settings.Schemas.Add(null, rules);
        settings.ValidationEventHandler += (_, e) => found.Add(e.Message);
        using var reader = XmlReader.Create(new MemoryStream(xml), settings);
        while (reader.Read())
        {
        }

        return found;
    }
}
