using System.Globalization;
using Workshop.Domain.Assignment;

namespace Workshop.Web.Features.Assignment;

/// <summary>What a proposal and its numbers are called.</summary>
public static class ProposalWords
{
    public static string Kind(ProposalKind kind) => kind switch
    {
        ProposalKind.FillOnly => "only what is missing",
        ProposalKind.KeepAlmostEverything => "almost everything kept",
        ProposalKind.Edited => "changed by hand",
        ProposalKind.Imported => "from a file",
        _ => "worked out anew",
    };

    public static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Difference(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>"0.412", or "missing", which is not zero.</summary>
    public static string Affinity(double? value) => value is { } known ? Number(known) : "missing";
}
