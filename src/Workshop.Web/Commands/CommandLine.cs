using System.CommandLine;

namespace Workshop.Web.Commands;

/// <summary>
/// The verbs of the executable; each lives in a file of this folder. Without one, or with <c>serve</c>, it serves, and everything else on the line is
/// configuration in ASP.NET Core's way (<c>--urls …</c>, <c>--Data:Directory=…</c>).
/// </summary>
public static class CommandLine
{
    private const string Serve = "serve";

    private static readonly string[] Questions = ["--help", "-h", "-?", "--version"];

    /// <summary>Whether the line is for <see cref="RunAsync"/>: a verb other than serving, or a question about one.</summary>
    public static bool IsVerb(string[] args) => args is [var first, ..] && (args.Any(Questions.Contains) || (first != Serve && !first.StartsWith('-')));

    public static string[] WithoutServe(string[] args) => args is [Serve, ..] ? args[1..] : args;

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Workshop runs a scientific workshop from the call to the printed programme. Without a verb it serves; options are then settings: --urls http://localhost:5080 --Data:Directory=/var/lib/workshop")
        {
            new Command(Serve, "Serve the web application (the default)."),
            DemoCommand.Create(),
            MigrateCommand.Create(),
            DeliverMailCommand.Create(),
            UserCommand.Create(),
            CheckPdfCommand.Create(),
            AffinityCommand.Create(),
            AssignCommand.Create(),
            CheckAssignmentCommand.Create(),
            ProgrammeCommand.Create(),
            ExportCommand.Create(),
            ImportCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
        };
        var parsed = root.Parse(args);

        // The library answers a wrong line with 1, which here means "the answer is no".
        return parsed.Errors.Count == 0 ? parsed.InvokeAsync() : WrongAsync(parsed);
    }

    private static async Task<int> WrongAsync(ParseResult parsed)
    {
        await parsed.InvokeAsync();
        return ExitCode.WrongInput;
    }
}
