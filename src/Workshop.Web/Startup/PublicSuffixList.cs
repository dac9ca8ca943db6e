using Workshop.Domain.People;

namespace Workshop.Web.Startup;

/// <summary>
/// The Public Suffix List that came with the build: the npm package psl, pinned by the lock file, so the same on every machine and without network at
/// run time. It holds the private section too, and no mark between the sections.
/// </summary>
public static class PublicSuffixList
{
    private const string Resource = "public-suffix-rules";

    // Ten thousand rules never change while the process lives, and not every process asks for them.
    private static readonly Lazy<PublicSuffixes> List = new(Load);

    public static void AddPublicSuffixes(this WebApplicationBuilder builder) => builder.Services.AddSingleton(_ => List.Value);

    public static PublicSuffixes Load()
    {
        using var stream = typeof(PublicSuffixList).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The build left out {Resource}.");
        using var reader = new StreamReader(stream);
        return PublicSuffixes.Parse(Rules(reader));
    }

    // The file is one array of JavaScript, a rule a line in quotes; the Domain reads rules alone.
    private static IEnumerable<string> Rules(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            var first = line.IndexOf('"', StringComparison.Ordinal);
            var last = line.LastIndexOf('"');
            if (last > first)
            {
                yield return line[(first + 1)..last];
            }
        }
    }
}
