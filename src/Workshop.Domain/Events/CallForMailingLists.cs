using System.Text;
using Workshop.Domain.Mail;

namespace Workshop.Domain.Events;

/// <summary>What a call for mailing lists tells on top of the <see cref="AnnouncementFacts"/>.</summary>
/// <param name="Deadlines">Label and instant, in order.</param>
/// <param name="Types">"Talk: at most 2 pages"; may be empty.</param>
/// <param name="Length">"at most 2 pages"; empty when the types say it.</param>
/// <param name="CallText">Markdown, which reads as plain text.</param>
public sealed record CallFacts(
    AnnouncementFacts Event, string ZoneName, IReadOnlyList<(string Label, DateTimeOffset At)> Deadlines, IReadOnlyList<string> Types, string Length, bool DoubleBlind, IReadOnlyList<string> Topics, string CallText, string Contact);

/// <summary>The call as plain text for a mailing list: everything somebody needs, in lines of at most 72 characters where words allow.</summary>
public static class CallForMailingLists
{
    private const int Width = 72;

    /// <summary>Lines end in \n.</summary>
    public static string Write(CallFacts facts)
    {
        var e = facts.Event;
        var text = new StringBuilder();
        var head = $"Call for abstracts: {MailText.Line(e.Name)}";
        Paragraph(head);
        text.Append(new string('=', Math.Min(Width, AnnouncementText.LengthOf(head)))).Append("\n\n");
        Fact("When", EventDays.Say(e.StartsOn, e.EndsOn) + $" ({facts.ZoneName})");
        Fact("Where", MailText.Line(e.Venue));
        foreach (var (label, at) in facts.Deadlines)
        {
            Fact(MailText.Line(label), MailValues.InZones(at, e.DeadlineZone));
        }

        Fact("Submit at", e.Address);
        Fact("Length", facts.Length);
        Fact("Reviewing", facts.DoubleBlind ? "double-blind: please leave names out of the PDF" : "single-blind");
        Fact("Questions", MailText.Line(facts.Contact));
        List("What can be submitted", facts.Types);
        List("Topics", facts.Topics);
        if (!string.IsNullOrWhiteSpace(facts.CallText))
        {
            text.Append('\n');
            foreach (var line in MailText.Block(facts.CallText).Trim().Split('\n'))
            {
                Paragraph(line.TrimEnd());
            }
        }

        return text.Append('\n').ToString();

        void Fact(string label, string value)
        {
            if (value.Length > 0)
            {
                Paragraph($"{label}: {value}", "    ");
            }
        }

        void List(string label, IReadOnlyList<string> items)
        {
            if (items.Count > 0)
            {
                text.Append('\n').Append(label).Append(":\n");
                foreach (var item in items)
                {
                    Paragraph("- " + MailText.Line(item), "  ");
                }
            }
        }

        void Paragraph(string line, string hang = "")
        {
            foreach (var row in Wrap(line, hang))
            {
                text.Append(row).Append('\n');
            }
        }
    }

    /// <summary>Words are never broken, so that an address can be longer than a line.</summary>
    private static IEnumerable<string> Wrap(string line, string hang)
    {
        var indent = line[..^line.TrimStart().Length];
        var row = new StringBuilder(indent);
        var isEmpty = true;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && AnnouncementText.LengthOf(row.ToString()) + 1 + AnnouncementText.LengthOf(word) > Width)
            {
                yield return row.ToString();
                row.Clear().Append(indent).Append(hang);
                isEmpty = true;
            }

            row.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        yield return row.ToString().TrimEnd();
    }
}
