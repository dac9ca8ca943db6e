namespace Workshop.Domain.Programme;

/// <summary>
/// An order in which neighbours have much in common: a short Hamiltonian path. Exact for up to <see cref="Exact"/> things, beyond that nearest neighbours from several starts, improved by
/// turning stretches around (2-opt) and moving up to three things (Or-opt) until neither helps. Deterministic; of the two directions the one that begins with the smaller number.
/// Sources: Held and Karp 1962; Croes, A method for solving traveling-salesman problems, 1958; Or 1976; for its use, Liiv, Seriation and matrix reordering methods, 2010.
/// </summary>
internal static class SimilarityPath
{
    public const int Exact = 11;

    private const int Starts = 6;
    private const double Gain = 1e-12;

    /// <param name="similarity">Symmetric.</param>
    /// <returns>The numbers 0 to <paramref name="count"/> − 1, each once.</returns>
    public static int[] Order(int count, Func<int, int, double> similarity, CancellationToken cancel = default)
    {
        if (count < 3)
        {
            return [.. Enumerable.Range(0, count)];
        }

        var order = count <= Exact ? ExactOrder(count, similarity) : Search(count, similarity, cancel);
        if (order[0] > order[^1])
        {
            Array.Reverse(order);
        }

        return order;
    }

    /// <summary>The sum over neighbours.</summary>
    public static double Value(ReadOnlySpan<int> order, Func<int, int, double> similarity)
    {
        var value = 0.0;
        for (var i = 1; i < order.Length; i++)
        {
            value += similarity(order[i - 1], order[i]);
        }

        return value;
    }

    /// <summary>By dynamic programming over subsets.</summary>
    /// <param name="penalty">Of placing something right after a set of others, given as a bit mask; null for none.</param>
    public static int[] ExactOrder(int count, Func<int, int, double> similarity, Func<int, int, double>? penalty = null)
    {
        var sets = 1 << count;
        var best = new double[sets * count];
        var before = new sbyte[sets * count];
        Array.Fill(best, double.NegativeInfinity);
        for (var last = 0; last < count; last++)
        {
            best[((1 << last) * count) + last] = -(penalty?.Invoke(0, last) ?? 0);
            before[((1 << last) * count) + last] = -1;
        }

        for (var set = 1; set < sets; set++)
        {
            for (var next = 0; next < count; next++)
            {
                if ((set & (1 << next)) != 0)
                {
                    continue;
                }

                var cost = penalty?.Invoke(set, next) ?? 0;
                var target = ((set | (1 << next)) * count) + next;
                for (var last = 0; last < count; last++)
                {
                    // A set without its last thing has no value.
                    var value = best[(set * count) + last];
                    if (!double.IsNegativeInfinity(value) && value + similarity(last, next) - cost > best[target] + Gain)
                    {
                        best[target] = value + similarity(last, next) - cost;
                        before[target] = (sbyte)last;
                    }
                }
            }
        }

        var end = Enumerable.Range(0, count).MaxBy(last => best[((sets - 1) * count) + last]);
        var order = new int[count];
        for (var (i, set) = (count - 1, sets - 1); i >= 0; i--)
        {
            order[i] = end;
            var previous = before[(set * count) + end];
            set &= ~(1 << end);
            end = previous;
        }

        return order;
    }

    private static int[] Search(int count, Func<int, int, double> similarity, CancellationToken cancel)
    {
        int[] best = [];
        var most = double.NegativeInfinity;
        for (var start = 0; start < Starts; start++)
        {
            var order = NearestNeighbours(count, start * count / Starts, similarity);
            while (Reverse(order, similarity) | Move(order, similarity))
            {
                cancel.ThrowIfCancellationRequested();
            }

            if (Value(order, similarity) is var value && value > most + Gain)
            {
                (best, most) = (order, value);
            }
        }

        return best;
    }

    private static int[] NearestNeighbours(int count, int start, Func<int, int, double> similarity)
    {
        var order = new int[count];
        List<int> rest = [.. Enumerable.Range(0, count).Where(i => i != start)];
        order[0] = start;
        for (var i = 1; i < count; i++)
        {
            order[i] = rest.MaxBy(next => similarity(order[i - 1], next));
            rest.Remove(order[i]);
        }

        return order;
    }

    private static bool Reverse(int[] order, Func<int, int, double> similarity)
    {
        var changed = false;
        for (var from = 0; from < order.Length - 1; from++)
        {
            for (var to = from + 1; to < order.Length; to++)
            {
                if (Joint(order, from - 1, to, similarity) + Joint(order, from, to + 1, similarity) > Joint(order, from - 1, from, similarity) + Joint(order, to, to + 1, similarity) + Gain)
                {
                    Array.Reverse(order, from, to - from + 1);
                    changed = true;
                }
            }
        }

        return changed;
    }

    private static bool Move(int[] order, Func<int, int, double> similarity)
    {
        var changed = false;
        for (var length = 1; length <= 3; length++)
        {
            for (var from = 0; from + length <= order.Length; from++)
            {
                var to = from + length - 1;
                var taken = Joint(order, from - 1, from, similarity) + Joint(order, to, to + 1, similarity) - Joint(order, from - 1, to + 1, similarity);
                var (place, most) = (-1, Gain);

                // Before the thing at each other place, and behind the last.
                for (var before = 0; before <= order.Length; before++)
                {
                    if (before >= from && before <= to + 1)
                    {
                        continue;
                    }

                    var gain = Joint(order, before - 1, from, similarity) + Joint(order, to, before, similarity) - Joint(order, before - 1, before, similarity) - taken;
                    if (gain > most)
                    {
                        (place, most) = (before, gain);
                    }
                }

                if (place >= 0)
                {
                    Shift(order, from, length, place);
                    changed = true;
                }
            }
        }

        return changed;
    }

    private static void Shift(int[] order, int from, int length, int before)
    {
        var taken = order[from..(from + length)];
        if (before < from)
        {
            Array.Copy(order, before, order, before + length, from - before);
            taken.CopyTo(order, before);
        }
        else
        {
            Array.Copy(order, from + length, order, from, before - from - length);
            taken.CopyTo(order, before - length);
        }
    }

    /// <summary>By place; beyond the ends there is nothing to have in common.</summary>
    private static double Joint(int[] order, int one, int other, Func<int, int, double> similarity) =>
        one < 0 || other < 0 || one >= order.Length || other >= order.Length ? 0 : similarity(order[one], order[other]);
}
