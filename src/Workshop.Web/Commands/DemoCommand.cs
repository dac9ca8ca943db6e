using System.CommandLine;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workshop.Web.Commands.Demo;
using Workshop.Web.Startup;

namespace Workshop.Web.Commands;

/// <summary><c>workshop demo [--stage call|review|decision|programme] [--urls …]</c></summary>
public static class DemoCommand
{
    private const string DefaultUrls = "http://localhost:5080";

    public static Command Create()
    {
        var stage = new Option<DemoStage>("--stage") { Description = "How far the event has come: call, review, decision or programme.", DefaultValueFactory = _ => DemoStage.Call };
        var urls = new Option<string>("--urls") { Description = "Where to serve.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } set ? set : DefaultUrls };
        var command = new Command("demo", "Serve an invented event with people, papers and captured mail from a throw-away directory, which is deleted at the end.") { stage, urls };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(stage), parsed.GetValue(urls)!, parsed.InvocationConfiguration.Output, cancel));
        return command;
    }

    /// <summary>The server with the event in it, not started; all its state is in <paramref name="directory"/>.</summary>
    public static async Task<WebApplication> BuildAsync(DemoStage stage, string urls, string directory, CancellationToken cancel)
    {
        var clock = new DemoClock();
        var app = await WorkshopServer.BuildAsync(Settings(directory, stage, urls), builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await new DemoEvent(app.Services, clock, stage).HappenAsync(cancel);
        return app;
    }

    private static async Task RunAsync(DemoStage stage, string urls, TextWriter output, CancellationToken cancel)
    {
        var directory = Directory.CreateTempSubdirectory("workshop-demo-");
        try
        {
            await output.WriteLineAsync("Making people, papers and reviews …");
            await using var app = await BuildAsync(stage, urls, directory.FullName, cancel);
            await SayWhoIsWhoAsync(output, urls);
            await app.RunAsync(cancel);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>On the command line and not added later: the data directory is chosen before anything else.</summary>
    private static string[] Settings(string directory, DemoStage stage, string urls) =>
    [
        "--environment=Development",
        $"--urls={urls}",
        $"--Data:Directory={directory}",
        "--Database:Provider=Sqlite",
        "--Mail:Transport=Captured",
        $"--Site:PublicUrl={urls.Split(';')[0]}",
        $"--Site:Banner=This is a demo ({stage.ToString().ToLowerInvariant()}): everybody in it is invented, mail goes nowhere, and everything is deleted when it stops.",
        "--Logging:LogLevel:Default=Warning",
    ];

    private static async Task SayWhoIsWhoAsync(TextWriter output, string urls)
    {
        static string Email(int person) => DemoContent.People[person].Email;
        await output.WriteLineAsync($"""

            Workshop's demo is at {urls}
            Everybody's password is: {DemoEvent.Password}

              organizer, author, reviewer   {Email(0)}
              organizer                     {Email(10)}
              reviewer and author           {Email(2)}
              author                        {Email(7)}

            Mail is captured at {urls.Split(';')[0]}/mail/captured
            Stop with Ctrl+C; the data are then deleted.
            """);
    }
}
