using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workshop.Domain.Programme;

namespace Workshop.Web.Features.Abstracts;

/// <summary>
/// What is related in the programmes that are looked at at the moment. It is worked out from what everybody may see, and again when that changes, be it by a new version or because something was withdrawn or its abstract
/// is not to be published any more: so nothing of what has gone speaks on through the words of the others.
/// </summary>
public sealed class RelatedMemory
{
    private const int MostEvents = 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Kept> _kept = [];
    private long _uses;

    /// <param name="shown">As everybody may see it now.</param>
    public RelatedItems Of(Guid eventId, int version, ProgrammeDocument shown)
    {
        var print = Fingerprint(version, shown);
        Kept? kept;
        lock (_lock)
        {
            if (!_kept.TryGetValue(eventId, out kept) || kept.Print != print)
            {
                _kept[eventId] = kept = new Kept(print, new Lazy<RelatedItems>(() => RelatedItems.Of(shown)));
            }

            kept.LastUse = ++_uses;
            while (_kept.Count > MostEvents)
            {
                _kept.Remove(_kept.MinBy(each => each.Value.LastUse).Key);
            }
        }

        // Outside of the lock: who asks for another event does not wait, who asks for this one finds the work done.
        return kept.Related.Value;
    }

    /// <summary>A version never changes; what may be shown of it does.</summary>
    private static string Fingerprint(int version, ProgrammeDocument shown)
    {
        var text = new StringBuilder(version.ToString(CultureInfo.InvariantCulture));
        foreach (var item in shown.Items)
        {
            text.Append(' ').Append(item.Key).Append(item.HasAbstract ? '+' : '-').Append(item.Title?.Length ?? 0);
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private sealed class Kept(string print, Lazy<RelatedItems> related)
    {
        public string Print { get; } = print;

        public Lazy<RelatedItems> Related { get; } = related;

        public long LastUse { get; set; }
    }
}
