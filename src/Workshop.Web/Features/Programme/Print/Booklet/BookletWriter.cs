using System.Globalization;
using Workshop.Domain.Programme;
using Workshop.Domain.Submissions;
using Workshop.Web.Features.Shared;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Features.Programme.Print.Booklet;

/// <summary>What the parts of a booklet share: where each item stands, and how titles, people and page numbers are said.</summary>
internal sealed class BookletWriter
{
    private const int MostNamesInLists = 8;

    private readonly PageNumbers _numbers;
    private readonly Dictionary<string, string> _places = [];

    public BookletWriter(BookletContent content, PageNumbers numbers)
    {
        Content = content;
        _numbers = numbers;
        Invited = [.. Programme.Sessions.SelectMany(session => session.Items.Where(item => IsInvited(session, item)).Select(item => (session, item)))];
        var invited = Invited.Select(talk => talk.Item.Key).ToHashSet();
        foreach (var session in Programme.Sessions)
        {
            var items = session.Items.Where(item => item.HasAbstract && !invited.Contains(item.Key)).ToList();
            if (items.Count > 0)
            {
                Sections.Add(($"session-{(Sections.Count + 1).ToString(CultureInfo.InvariantCulture)}", session, items));
            }

            foreach (var item in session.Items)
            {
                // Without an abstract to turn to, the day plan is where the item stands.
                _places.TryAdd(item.Key, item.HasAbstract || invited.Contains(item.Key) ? $"abstract-{item.Key}" : HasPlan ? $"plan-{item.Key}" : "");
            }
        }
    }

    public BookletContent Content { get; }

    public ProgrammeDocument Programme => Content.Programme;

    public ProgrammeFront Front => Programme.Front;

    public bool HasPlan => Content.Kind == BookletKind.Programme;

    /// <summary>Sessions whose items have abstracts, with those items. Invited talks stand in a part of their own.</summary>
    public List<(string Id, ProgrammeSession Session, IReadOnlyList<ProgrammeItem> Items)> Sections { get; } = [];

    /// <summary>Talks that people come for: with a portrait, a biography, or an abstract and no submission behind it.</summary>
    public IReadOnlyList<(ProgrammeSession Session, ProgrammeItem Item)> Invited { get; }

    /// <summary>The id of the element at which an item stands; empty when it stands nowhere.</summary>
    public string PlaceOf(ProgrammeItem item) => PlaceOf(item.Key);

    public string PlaceOf(string key) => _places.GetValueOrDefault(key, "");

    /// <summary>A link with the number of the page. Two figures until the number is known, so that the first pass breaks its lines like the last.</summary>
    public Html PageOf(string place) =>
        place.Length == 0 ? Html.Empty : Html.Of($"""<a class="page" href="#{place}">{_numbers[place]?.ToString(CultureInfo.InvariantCulture) ?? "00"}</a>""");

    /// <summary>The pages on which items stand, each once, in order.</summary>
    public Html PagesOf(IEnumerable<string> keys)
    {
        var places = keys.Select(PlaceOf).Where(place => place.Length > 0).Distinct();
        return Html.Join(", ", places.GroupBy(place => _numbers[place] ?? 0).OrderBy(page => page.Key).SelectMany(page => page.Key == 0 ? page : page.Take(1)).Select(PageOf));
    }

    public static Html Title(ProgrammeItem item) => item.Title is null
        ? Html.Of($"""<span class="title unknown">{ProgrammeItem.TitleToBeAnnounced}</span>""")
        : Html.Of($"""<span class="title maths" dir="auto">{Typed(item.Title)}</span>""");

    public static IEnumerable<Html> Typed(string text) =>
        TypedText.Read(text).Select(run => run.IsFormula ? Html.Of($"""<span class="formula">{run.Text}</span>""") : Html.Of($"{run.Text}"));

    public static IEnumerable<Html> Paragraphs(string text) =>
        MathsTagHelper.Split(text).Select(paragraph => Html.Of($"""<p dir="auto">{Typed(paragraph)}</p>"""));

    /// <summary>In lists a long author list is cut short; the abstract and the index have everybody.</summary>
    public static Html Names(ProgrammeItem item)
    {
        var shown = item.Authors.Count > MostNamesInLists ? MostNamesInLists - 2 : item.Authors.Count;
        var names = Html.Join(", ", item.Authors.Take(shown).Select(author => Html.Of($"<bdi>{author.Name}</bdi>")));
        return shown == item.Authors.Count ? names : Html.Of($"{names} and {item.Authors.Count - shown} others");
    }

    /// <summary>Whoever presents; the first author when nobody says.</summary>
    public static Html Presenters(ProgrammeItem item)
    {
        var presenters = item.Authors.Where(author => author.IsPresenter).ToList();
        return Html.Join(", ", (presenters.Count > 0 ? presenters : item.Authors.Take(1)).Select(author => Html.Of($"<bdi>{author.Name}</bdi>")));
    }

    /// <summary>A stored picture; nothing when it is gone.</summary>
    public Html Picture(string sha256, string css, string text) =>
        sha256.Length > 0 && Content.Pictures.TryGetValue(sha256, out var data) ? Html.Of($"""<img class="{css}" src="{data}" alt="{text}">""") : Html.Empty;

    /// <summary>A code that leads to the page of an abstract.</summary>
    public Html CodeOf(ProgrammeItem item) => Content.ProgrammeAddress.Length > 0 && item.Number is { } number
        ? QrPath.Svg(string.Create(CultureInfo.InvariantCulture, $"{Content.ProgrammeAddress}/abstracts/{number}"), "Code: this abstract on the web")
        : Html.Empty;

    /// <summary>A part that begins on a page of its own, with a heading.</summary>
    public static Html Part(string id, string heading, Html content, string css = "") => Html.Of($"""
        <section class="part {id} {css}" id="{id}">
        <h2>{heading}</h2>
        {content}
        </section>
        """);

    private static bool IsInvited(ProgrammeSession session, ProgrammeItem item) =>
        item.Photo.Length > 0 || item.Biography.Length > 0 || (item.Number is null && item.HasAbstract && session.Kind is SessionKind.Keynote or SessionKind.Panel);
}
