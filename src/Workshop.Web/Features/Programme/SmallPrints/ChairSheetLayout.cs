using System.Globalization;
using Workshop.Domain.Programme;
using Workshop.Web.Features.Programme.Print;
using Workshop.Web.Features.Shared;

namespace Workshop.Web.Features.Programme.SmallPrints;

/// <summary>What a session's chair holds in the hand: when each talk begins, ends and is to be warned, whom to introduce, and room to write.</summary>
internal static class ChairSheetLayout
{
    public static string Write(PrintMaterial material, PaperSize paper, int warningMinutes)
    {
        var programme = material.Programme;
        var plans = Plans(programme, warningMinutes);
        var heads = RunningHeads.Rules(programme.Name, plans.Select((plan, place) => (Id(place), plan.Session.Title)));
        return SmallPrint.Page($"{programme.Name}: chair sheets", "chair-sheets", paper, programme.Front.Accent, Html.Of($"{plans.Select((plan, place) => Sheet(plan, Id(place), warningMinutes))}"), heads);
    }

    public static IReadOnlyList<ChairPlan> Plans(ProgrammeDocument programme, int warningMinutes) =>
        [.. programme.Sessions.Select(session => ChairPlan.Of(session, warningMinutes)).OfType<ChairPlan>()];

    private static string Id(int place) => $"chair-{(place + 1).ToString(CultureInfo.InvariantCulture)}";

    private static Html Sheet(ChairPlan plan, string id, int warningMinutes)
    {
        var session = plan.Session;
        var introduced = plan.Slots.SelectMany(slot => slot.Talks).Where(talk => talk.Biography.Trim().Length > 0).ToList();
        return Html.Of($"""
            <section class="chair {id}">
            <header class="chair-head">
            <p class="kicker">Chair sheet</p>
            <h1 dir="auto">{session.Title}</h1>
            <p>{ProgrammeText.DayWithoutYear(session.Starts)}, {ProgrammeText.Times(session)}{(session.Room.Length == 0 ? Html.Empty : Html.Of($" · <bdi>{session.Room}</bdi>"))}</p>
            <p class="soft">Chair: {(session.Chair.Length == 0 ? Html.Of($"""<span class="blank"></span>""") : Html.Of($"<bdi>{session.Chair}</bdi>"))}</p>
            </header>
            <table>
            <thead><tr><th scope="col">Time</th><th scope="col">Talk</th><th scope="col">Show</th><th scope="col">Notes</th></tr></thead>
            <tbody>
            {plan.Slots.Select(slot => Row(slot, warningMinutes))}
            </tbody>
            </table>
            <p class="spare">{Spare(plan)}</p>
            {introduced.Select(Introduction)}
            </section>
            """);
    }

    private static Html Row(ChairSlot slot, int warningMinutes) => Html.Of($"""
        <tr>
        <th scope="row"><span class="from">{ProgrammeText.Time(slot.Starts)}–{ProgrammeText.Time(slot.Ends)}</span> <span class="minutes">{slot.Minutes} min</span></th>
        <td>{slot.Talks.Select((talk, place) => Talk(talk, place == 0 ? (DateTimeOffset?)null : slot.Changes[place - 1]))}{(slot.Talks.Count > 1 ? Html.Of($"""<p class="shared">{slot.Talks.Count} talks share this slot: about {slot.Minutes / slot.Talks.Count} minutes each.</p>""") : Html.Empty)}</td>
        <td class="cues">{(slot.Warning is { } warning ? Html.Of($"""<p><b>{warningMinutes} min left</b> <span>at {ProgrammeText.Time(warning)}</span></p>""") : Html.Empty)}{(slot.Minutes > 1 && warningMinutes > 1 ? Html.Of($"""<p><b>1 min left</b> <span>at {ProgrammeText.Time(slot.Ends.AddMinutes(-1))}</span></p>""") : Html.Empty)}<p><b>Stop</b> <span>at {ProgrammeText.Time(slot.Ends)}</span></p></td>
        <td class="notes"></td>
        </tr>
        """);

    private static Html Talk(ProgrammeItem talk, DateTimeOffset? changesAt)
    {
        var speakers = SmallPrint.Speakers(talk);
        var others = talk.Authors.Count - speakers.Count;
        var places = speakers.SelectMany(speaker => speaker.Affiliations).Distinct(StringComparer.OrdinalIgnoreCase).Take(3).ToList();
        return Html.Of($"""
            <div class="talk">
            {(changesAt is { } at ? Html.Of($"""<p class="change">Change at {ProgrammeText.Time(at)}</p>""") : Html.Empty)}
            <p class="speaker">{SmallPrint.Names(speakers, 6)}</p>
            {(places.Count == 0 ? Html.Empty : Html.Of($"""<p class="soft">{Html.Join("; ", places.Select(place => Html.Of($"<bdi>{place}</bdi>")))}</p>"""))}
            <p class="what">{SmallPrint.Title(talk)}</p>
            {(others == 0 ? Html.Empty : Html.Of($"""<p class="soft">with {SmallPrint.Count(others, "more author")}</p>"""))}
            </div>
            """);
    }

    private static string Spare(ChairPlan plan) => plan.SpareMinutes switch
    {
        0 => $"The session ends at {ProgrammeText.Time(plan.Session.Ends)}, with its last talk.",
        > 0 => $"The session ends at {ProgrammeText.Time(plan.Session.Ends)}: {SmallPrint.Count(plan.SpareMinutes, "minute")} to spare.",
        _ => $"The session is to end at {ProgrammeText.Time(plan.Session.Ends)}, {SmallPrint.Count(-plan.SpareMinutes, "minute")} before its last talk does.",
    };

    private static Html Introduction(ProgrammeItem talk) => Html.Of($"""
        <section class="biography">
        <h2>To introduce {SmallPrint.Names(SmallPrint.Speakers(talk), 6)}</h2>
        {MathsTagHelper.Split(talk.Biography).Select(paragraph => Html.Of($"""<p dir="auto">{paragraph}</p>"""))}
        </section>
        """);
}
