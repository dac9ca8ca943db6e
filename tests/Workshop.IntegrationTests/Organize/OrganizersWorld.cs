using Workshop.Domain.Events;
using Workshop.Domain.People;
using Workshop.Domain.Submissions;
using Workshop.Testing;

namespace Workshop.IntegrationTests.Organize;

/// <summary>One event that Olga and Omar organize; Olga has signed in.</summary>
internal sealed class OrganizersWorld : IAsyncDisposable
{
    public const string Olga = "olga@uni.example";
    public const string Omar = "omar@else.example";

    private readonly StoredFile _file = StoredFile.Of([1, 2, 3], WorkshopApp.Start);
    private int _number;

    private OrganizersWorld(WorkshopApp app, QueryCounter queries, WorkshopEvent of, Person organizer, Person author, HttpClient browser)
    {
        Queries = queries;
        App = app;
        Event = of;
        Organizer = organizer;
        Author = author;
        Browser = browser;
    }

    public WorkshopApp App { get; }

    public QueryCounter Queries { get; }

    public WorkshopEvent Event { get; }

    public Person Organizer { get; }

    public Person Author { get; }

    public HttpClient Browser { get; }

    public string Root => $"/e/{Event.Slug}/organize";

    public static async Task<OrganizersWorld> StartAsync(EventSettings? settings = null)
    {
        var app = new WorkshopApp();
        var queries = QueryCounter.Watch(app);
        var of = Given.Event(settings);
        await app.SeedAsync(of, Given.Organizer(of, Olga), Given.Organizer(of, Omar));
        var organizer = await app.PersonAsync("Olga", Olga);
        var author = await app.PersonAsync("Ada", "ada@third.example");
        var world = new OrganizersWorld(app, queries, of, organizer, author, await app.SignedInAsync(Olga));
        await app.SeedAsync(world._file);
        return world;
    }

    public async Task<Submission> SubmittedAsync(string title, Person? owner = null, params (string Name, string Email)[] authors)
    {
        var submission = Given.Submitted(Event, ++_number, owner ?? Author, _file, title, authors.Length == 0 ? [("Ada", "ada@third.example")] : authors);
        await App.SeedAsync(submission);
        return submission;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await App.DisposeAsync();
    }
}
