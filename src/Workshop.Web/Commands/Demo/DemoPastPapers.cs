using System.Globalization;
using Workshop.Web.Features.Reviews;
using Workshop.Web.Platform.Pdf;

namespace Workshop.Web.Commands.Demo;

/// <summary>What the demo's reviewers wrote before: two papers for each topic of <see cref="DemoContent.Topics"/>, in its order, as they would paste them.</summary>
internal static class DemoPastPapers
{
    private static readonly string[] Others =
    [
        "Ottilie Vanhoorebeke", "Sanjay Dharmapuri", "Wen-Hsuan Liao", "Ferenc Kisbolygó", "Inés Carrascosa Peñarroya", "Tadhg Mac Giolla Phádraig", "Noor al-Qasimi", "Greta Halvorsdotter",
    ];

    private static readonly string[][] ByTopic =
    [
        [
            "Axioms for additive feature attribution\nWe characterize Shapley values among attribution methods by efficiency, symmetry and a null feature axiom, and discuss interactions of higher order and Möbius coefficients.",
            "Projections and attributions\nAttributions of black-box functions as least squares projections onto additive games, with sampling bounds for estimating values from random coalitions.",
        ],
        [
            "The complexity of explaining decisions\nComputing a smallest sufficient reason is complete for the second level of the polynomial hierarchy. We give query lower bounds for randomized algorithms and hardness of approximation for trees and halfspaces.",
            "Impossibility results for interpretable learning\nSample complexity and description length of explanations; no algorithm can be accurate, short and sound at once for all distributions.",
        ],
        [
            "Concept directions in learned representations\nLinear probes, concept bottlenecks and concept erasure. When does a direction in representation space stand for a concept, and how much leakage remains?",
            "Dictionary learning for representations\nSparse autoencoders recover incoherent dictionaries; identifiability of features up to permutation under sparsity.",
        ],
        [
            "Counterfactual explanations as interventions\nRecourse under causal models: counterfactuals that remain valid when the decision maker retrains; distribution shift and density ratios.",
            "Abstractions of causal models\nInterventional distributions, couplings and approximate causal abstraction of neural networks.",
        ],
        [
            "Measuring faithfulness\nDeletion and insertion metrics for feature attributions disagree. We relate infidelity to norms over masks and propose statistical tests for the evaluation of explanations.",
            "Influence of training points\nInfluence functions, Hessians and data attribution for models trained by gradient descent with large step size.",
        ],
        [
            "Circuits in small transformers\nMechanistic analysis of attention heads: induction heads, patching, Fourier circuits for modular addition, and grokking.",
            "Infinite-width limits and features\nKernels of wide networks, activation maximization and what feature visualization shows.",
        ],
        [
            "Fragile saliency maps\nAdversarial manipulation of gradient explanations, certified bounds by interval propagation, stability of top-k attributions under perturbation and quantization.",
            "Auditing explanations\nAn auditor tests with few samples whether an explanation was manipulated; property testing for gradients.",
        ],
        [
            "What people take from explanations\nUser studies of contrastive explanations, decision making with calibrated models, communication with limited capacity.",
            "Teaching with explanations\nA teacher who explains labels helps a learner; games between explainers, sellers and regulators.",
        ],
    ];

    /// <summary>As a reviewer would paste them: with authors and years, now and then with a colleague who also submits.</summary>
    /// <param name="reviewer">By number among the reviewers.</param>
    public static IEnumerable<string> Of(int topic, int reviewer, int year) => ByTopic[topic].Select((paper, at) =>
    {
        var lines = paper.Split('\n');
        var me = DemoContent.People[DemoContent.Reviewers[reviewer]].Name;
        var other = (reviewer + at) % 5 == 0 ? DemoContent.People[(DemoContent.Reviewers[reviewer] + 7) % DemoContent.People.Length].Name : Others[(topic + reviewer + at) % Others.Length];
        return string.Create(CultureInfo.InvariantCulture, $"{lines[0]}\nAuthors: {me}; {other}\nYear: {year - 1 - ((reviewer + (at * 3)) % 9)}\n{lines[1]}");
    });

    /// <summary>The same paper, uploaded.</summary>
    public static ChosenFile AsPdf(string paper)
    {
        var lines = paper.Split('\n');
        var pdf = SimplePdf.Write(new SimplePdfText(lines[0], lines[1]["Authors: ".Length..], ["Abstract. " + lines[^1], "1. Introduction. We recall what is known and state the result."]));
        return new ChosenFile("paper.pdf", pdf.Length, () => new MemoryStream(pdf));
    }
}
