using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workshop.Data;
using Workshop.Data.People;
using Workshop.Data.Programme;
using Workshop.Domain.Events;
using Workshop.Domain.Pdf;
using Workshop.Domain.People;
using Workshop.Domain.Programme;
using Workshop.Domain.Reviewing;
using Workshop.Domain.Submissions;

namespace Workshop.Testing;

/// <summary>The world before a test, made with the domain's own methods.</summary>
public static class Given
{
    public const string Password = "correct horse battery";

    public static EmailAddress Email(string address) => EmailAddress.Parse(address).Value ?? throw new ArgumentException($"{address} is no address.");

    /// <summary>An event whose call is open at <see cref="WorkshopApp.Start"/> and closes 30 days later.</summary>
    public static EventSettings Settings(string name = "Theory of Testing 2027") => new(
        name,
        new DateOnly(2027, 6, 10),
        new DateOnly(2027, 6, 10),
        "Room 1, Old Observatory, Copenhagen",
        EventZone.Find("Europe/Copenhagen").Value!,
        EventZone.AnywhereOnEarth,
        WorkshopApp.Start.AddDays(-10),
        WorkshopApp.Start.AddDays(30),
        0,
        WorkshopApp.Start.AddDays(60),
        2,
        10,
        true,
        3,
        6,
        "We invite extended abstracts on the *theory* of testing.",
        "chairs@theory.example",
        ["Foundations", "Explanations", "Learning theory"]);

    public static WorkshopEvent Event(EventSettings? settings = null)
    {
        settings ??= Settings();
        return WorkshopEvent.Create(WorkshopEvent.SlugFor(settings.Name), settings, WorkshopApp.Start.AddDays(-20)).Value
            ?? throw new ArgumentException("The settings make no event.");
    }

    /// <summary>Somebody with confirmed addresses and an account with <see cref="Password"/>.</summary>
    public static async Task<Person> PersonAsync(this WorkshopApp app, string name, params string[] emails)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkshopDb>();
        var person = Person.Create(name, "University of Testing", app.Clock.Now);
        foreach (var email in emails)
        {
            var address = Email(email);
            person.AddEmail(address, app.Clock.Now);
            _ = person.ConfirmEmail(address.Normalized, app.Clock.Now);
        }

        db.People.Add(person);
        await db.SaveChangesAsync();
        var account = Account.For(person.Id);
        account.Email = emails[0];
        account.EmailConfirmed = true;
        var created = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password);
        return created.Succeeded ? person : throw new InvalidOperationException(string.Join(' ', created.Errors.Select(error => error.Description)));
    }

    /// <summary>A browser in which that person has signed in through the sign-in page.</summary>
    public static async Task<HttpClient> SignedInAsync(this WorkshopApp app, string email)
    {
        var browser = app.Browser();
        using var response = await browser.SubmitFormAsync("/account/sign-in", new Dictionary<string, string?> { ["Input.Email"] = email, ["Input.Password"] = Password });
        return response.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther
            ? browser
            : throw new InvalidOperationException($"{email} could not sign in: {response.StatusCode}.");
    }

    public static Organizer Organizer(WorkshopEvent e, string email) => Domain.Events.Organizer.Add(e.Id, Email(email), WorkshopApp.Start);

    /// <summary>Somebody who has accepted to review.</summary>
    public static Reviewer Reviewer(WorkshopEvent e, Person person, string email)
    {
        var (reviewer, _) = Domain.Reviewing.Reviewer.Invite(e.Id, person.Name, Email(email), WorkshopApp.Start);
        _ = reviewer.Accept(person.Id, WorkshopApp.Start);
        return reviewer;
    }

    public static SubmissionContent Content(string title, params (string Name, string Email)[] authors) => new(
        title,
        $"We study {title} and prove a bound of $O(n \\log n)$.",
        [.. authors.Select((author, position) => new AuthorEntry(author.Name, author.Email, "University of Testing", position == 0))],
        [],
        PresentationPreference.Either,
        false,
        null,
        null);

    /// <summary>The verdict on a file that keeps all rules.</summary>
    public static PdfVerdict Acceptable { get; } = new(2, 2, []);

    /// <summary>A submission of one acceptable PDF; the file must be seeded before it.</summary>
    public static Submission Submitted(WorkshopEvent e, int number, Person owner, StoredFile file, string title, params (string Name, string Email)[] authors)
    {
        var submission = Submission.Start(Guid.NewGuid(), e.Id, number, owner.Id, Content(title, authors), WorkshopApp.Start).Value!;
        var version = submission.AddVersion(file, "paper.pdf", owner.Id, WorkshopApp.Start).Value!;
        version.Judge(Acceptable, submission.IdentityIn(version).Fingerprint, WorkshopApp.Start);
        return submission.Submit(CallForm.Untouched(e.Id), WorkshopApp.Start).Succeeded ? submission : throw new InvalidOperationException("The submission is not complete.");
    }

    /// <summary>A current version of the programme with one empty session; which submissions stand in it is said beside it.</summary>
    public static ProgrammeVersion Version(WorkshopEvent e, Person releasedBy, IEnumerable<Guid> submissions)
    {
        var session = new ProgrammeSession("Talks", SessionKind.Talks, e.Timeline.Begins.AddHours(9), e.Timeline.Begins.AddHours(12), "Room 1", "", []);
        return ProgrammeVersion.Release(e.Id, null, "", "", new ProgrammeDocument(e.Name, e.StartsOn, e.EndsOn, e.Venue, e.Zone.TimeName, [session]), submissions, releasedBy.Id, WorkshopApp.Start).Value!;
    }

    /// <summary>Makes the draft of the programme public as its organizers would.</summary>
    public static Task<int> ReleaseProgrammeAsync(this WorkshopApp app, Guid eventId) => app.QueryAsync(async db =>
    {
        var now = app.Clock.Now;
        var e = await db.Events.SingleAsync(e => e.Id == eventId);
        var organizer = Viewer.Anonymous with { PersonId = await db.People.Select(person => person.Id).FirstAsync(), OrganizerOf = [eventId] };
        // Staged acceptances hinder a release; tests that place one want the rest of it.
        var draft = (await db.ReadDraftProgrammeAsync(organizer, e, now, CancellationToken.None)).WithoutStaged();
        var previous = await db.ProgrammeVersions.SingleOrDefaultAsync(version => version.EventId == eventId && version.IsCurrent);
        previous?.Supersede();
        db.Add(ProgrammeVersion.Release(eventId, previous, "", "", draft.Document, draft.Submissions, organizer.RequiredPersonId, now).Value!);
        e.ReleaseProgramme(now);
        return await db.SaveChangesAsync();
    });
}
