namespace Workshop.Web.Commands;

/// <summary>The verbs of the executable. Without a verb it serves.</summary>
public static class CommandLine
{
    public static bool IsVerb(string[] args) => args is [var verb, ..] && !verb.StartsWith('-') && verb != "serve";

    public static Task<int> RunAsync(string[] args)
    {
        Console.Error.WriteLine($"Unknown verb: {args[0]}.");
        return Task.FromResult(2);
    }
}
