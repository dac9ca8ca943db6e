using System.Collections.Frozen;

namespace Workshop.Domain.Matching;

/// <summary>
/// English words that carry grammar and no subject, in lower case, as they stand before stemming. Common words of science ("model",
/// "show") are not here: their weight is small already because most documents hold them.
/// </summary>
public static class StopWords
{
    private static readonly FrozenSet<string> Words = """
        about above after again against all also although am among an and any are as at be because been before being below between both
        but by can cannot could did do does doing don down during each either et etc few for from further had has have having he hence her here
        hers herself him himself his how however if in into is it its itself just let may me might more moreover most much must my myself
        neither no nor not now of off on once one only or other ought our ours ourselves out over own per same she should since so some such
        than that the their theirs them themselves then there therefore these they this those though through thus to too towards under
        until up upon us very via was we well were what when where whereas whether which while who whom whose why will with within without
        would yet you your yours yourself yourselves al ie eg cf vs ll ve re
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => Words.Contains(word);
}
