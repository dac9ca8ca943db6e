using Workshop.Domain.Programme;

namespace Workshop.Web.Commands.Demo;

/// <summary>Somebody who does not exist.</summary>
internal sealed record DemoPerson(string Name, string Email, string Affiliation);

/// <summary>An extended abstract that nobody wrote. Authors are indexes into <see cref="DemoContent.People"/>; the first one submits and presents.</summary>
internal sealed record DemoAbstract(string Title, string Text, int[] Authors, int[] Topics, string? PublishedIn = null);

/// <summary>People, topics and abstracts of our own invention: with maths, accents, several scripts, and titles from one word to three lines.</summary>
internal static class DemoContent
{
    public const string EventName = "Theory of Interpretable Learning";

    public const string Venue = "Great Hall, Old Observatory, Lindhaven";

    public const string CallText = """
        We invite **extended abstracts of at most two pages** on the theory of explaining what learned models do: what an explanation is, when it can be
        trusted, what it costs, and what cannot be explained at all.

        ## What we look for

        New results and work that was published elsewhere are both welcome. Accepted abstracts are given as a *talk* or as a *poster*; both are printed in the programme.
        The workshop is non-archival.

        ## How we review

        Reviewing is double-blind: leave names and affiliations out of the PDF. Each abstract gets three reviews.
        """;

    public static readonly string[] Topics =
    [
        "Axioms of attribution", "Complexity and impossibility", "Concepts and representations", "Counterfactuals and causality",
        "Faithfulness and evaluation", "Mechanistic analysis", "Robustness of explanations", "Human understanding",
    ];

    public static readonly DemoPerson[] People =
    [
        new("Ingrid Solvang", "ingrid.solvang@nordfjell.example", "University of Nordfjell"),
        new("Benoît Lacaze-Duthil", "b.lacaze@valserine.example", "Institut de Valserine"),
        new("Przemysław Żółkiewicz", "p.zolkiewicz@wislany.example", "Politechnika Wiślana"),
        new("Aylin Karabörk", "aylin@karabork.example", "Boğaz Technical University"),
        new("Tomás Ó Ruairc", "tomas.oruairc@inishmaan.example", "Inishmaan Institute of Advanced Studies"),
        new("Nguyễn Thị Hạnh Dung", "hanhdung@songlo.example", "Sông Lô University of Science"),
        new("Matteo Bellincampi", "m.bellincampi@sanleo.example", "Università di San Leo"),
        new("Yuki Tachimori (立森 結希)", "tachimori@minatogawa.example", "Minatogawa University"),
        new("Sólveig Þorgrímsdóttir", "solveig@hraunborg.example", "Hraunborg Research Centre"),
        new("Emeka Okonjo-Adeyi", "emeka@lokoja-tech.example", "Lokoja Institute of Technology"),
        new("Marlene Grünbichler", "gruenbichler@traunsee.example", "Universität am Traunsee"),
        new("Rafael Quintanilha", "rafael@serradourada.example", "Universidade da Serra Dourada"),
        new("Zdeňka Hrdličková", "hrdlickova@sazavska.example", "Sázavská univerzita"),
        new("Anders Lindqvist-Møller", "alm@oresundlab.example", "Øresund Learning Lab"),
        new("Priya Raghunathan-Iyer", "priya@vaigai.example", "Vaigai School of Computing"),
        new("Chloé van der Meulebroeck", "chloe@scheldt.example", "Scheldt University"),
        new("Dmitar Vučković", "dmitar@drina-math.example", "Drina Mathematical Institute"),
        new("Leila Farrokhzadeh", "leila@alborz-ai.example", "Alborz Institute for Machine Intelligence"),
        new("Oskar Wrangelhjelm", "oskar@norrvik.example", "Norrvik University"),
        new("Catarina Ilhéu", "catarina@ilhadocorvo.example", "Universidade da Ilha Nova"),
        new("Hamish Drumgold", "hamish@strathlarig.example", "University of Strathlarig"),
        new("Katalin Erdőházi", "erdohazi@tiszavirag.example", "Tiszavirág Egyetem"),
        new("Jun-seo Baek", "junseo@hangang-ml.example", "Hangang Machine Learning Institute"),
        new("Fatoumata Diarrassouba", "fatoumata@nigerbend.example", "Université de la Boucle du Niger"),
    ];

    /// <summary>Who runs the event. The first one also submits and reviews, as organizers do.</summary>
    public static readonly int[] Organizers = [0, 10, 13];

    public static readonly int[] Reviewers = [0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 14, 16, 17, 18, 20, 21, 22];

    /// <summary>The texts around the printed programme.</summary>
    public static FrontMatterContent Front => new(
        """
        Welcome to Nordfjell. Three years ago a dozen of us met in a seminar room to ask which statements about explanations can be proved at all; this year we could not fit everything that we wanted to hear into one day, which is the pleasant kind of trouble.

        You will find short talks and long breaks. Please use the posters: their authors stand by them for more than an hour, and coffee is served between the boards. The panel at the end is for disagreement, so save some.
        """,
        """
        The Great Hall is on the first floor, straight ahead of the main stairs; the lift is to the left of the entrance. The Meridian Gallery with the posters is one floor up.

        Wireless network: choose “eduroam”, or ask at the desk for a guest account. The desk is open from 8:15.

        Lunch is served in the Garden Room and is part of your registration. The dinner is at Harbour House, fifteen minutes on foot along the water; somebody with a lantern leaves from the entrance at 19:10.
        """,
        string.Join('\n', Organizers.Select((person, at) => $"{People[person].Name}; {People[person].Affiliation}; {(at == 0 ? "Chair" : at == 1 ? "Programme" : "Local organization")}")),
        ThanksReviewers: true,
        """
        Nordfjell Academy of Sciences; Main sponsor; https://academy.nordfjell.example
        Foundation for Slow Questions; Travel grants; https://slow.example
        Harbour Roasters; Coffee
        """,
        "");

    public static readonly DemoAbstract[] Abstracts =
    [
        new("Shapley values need $2^{\\Omega(d)}$ queries, even when they are all nearly equal",
            "Exact Shapley values of a black-box $v\\colon 2^{[d]} \\to \\mathbb{R}$ are hard to compute in general, but practice hopes that real models are benign. We show that benign does not help: for every $\\varepsilon > 0$ there is a family of monotone, $\\varepsilon$-Lipschitz games whose values differ by at most $\\varepsilon$, on which any randomized algorithm that decides the largest value needs $2^{\\Omega(d)}$ queries. The proof embeds a hidden coalition of size $\\lfloor d/2 \\rfloor$. We complement it with an $O(d \\log d)$ algorithm for games of bounded interaction order.",
            [2, 16], [0, 1]),
        new("What linear probes cannot see",
            "A probe that fails says little, and a probe that succeeds may say less. We characterize the concepts $c$ for which a linear probe on a representation $h$ has accuracy at least $1-\\delta$ although no intervention along the probe's direction changes the output by more than $\\delta$. The set is large: it has positive measure as soon as $\\operatorname{rank} \\operatorname{Cov}(h) < \\dim h$.",
            [0, 13], [2, 5]),
        new("A no-free-lunch theorem for counterfactual explanations under covariate shift, with an application to algorithmic recourse when the decision maker retrains on the people who followed its advice",
            "We study recourse as a repeated game. An explainer recommends a change $x \\mapsto x'$ with $f(x') = 1$; people follow it; the model is retrained on the shifted population. We prove that no explainer that depends on $f$ alone can guarantee validity after one round for all distributions, $\\sup_P \\Pr[f_{t+1}(x') = 0] \\ge \\tfrac12$, and give the weakest assumption, a one-sided density ratio bound, under which $O(1/\\sqrt{n})$ recourse regret is possible.",
            [5, 11, 3], [3, 1]),
        new("Attribution as projection",
            "Many attribution methods are best approximations in disguise: gradients are the projection onto linear functions in a Sobolev norm, Shapley values a weighted least squares fit, occlusion a projection onto functions of one variable. We give the list, the inner products, and one theorem that replaces a dozen axioms: an attribution is efficient and symmetric if and only if its inner product is invariant under $S_d$ and contains the constants.",
            [1], [0], "Annals of Imaginary Statistics 12"),
        new("Faithfulness metrics disagree because they measure different norms",
            "Deletion, insertion, infidelity and sensitivity-$n$ rank methods differently. We show that each is, up to constants, $\\|f - g\\|_{\\mu}$ for another measure $\\mu$ on masks, so that disagreement is not noise but a change of measure. For two measures with $\\chi^2(\\mu \\| \\nu) \\le C$ the ranks agree up to a factor $\\sqrt{1+C}$. Experiments on tabular data confirm the predicted order in 41 of 44 cases.",
            [14, 22], [4]),
        new("Induction heads form at a phase transition: a solvable model",
            "We analyse a two-layer attention-only network with $d \\to \\infty$ on Markov sequences. The order parameter $q = \\langle K_1, Q_2 \\rangle / d$ obeys a closed equation $\\dot q = q(1-q^2) - \\lambda/\\alpha$, which jumps at a critical context length. Before the jump no circuit is identifiable by patching; after it there is exactly one.",
            [7, 18], [5]),
        new("Explanations that survive rounding",
            "If a model is quantized, does its explanation survive? We bound the change of integrated gradients by $\\|\\Delta W\\|_{2}\\sqrt{L}$ for $L$-layer piecewise linear networks and show that top-$k$ sets are stable exactly when the $k$-th gap exceeds it.",
            [12], [6]),
        new("On the sample complexity of concept bottlenecks",
            "A concept bottleneck of $k$ binary concepts needs labels for the concepts and for the target. We prove matching bounds $\\Theta\\bigl(\\tfrac{k + \\log|\\mathcal{H}|}{\\varepsilon}\\bigr)$ in the realizable case and show that leakage, the information about $y$ that flows around the concepts, is exactly the price of misspecified concepts.",
            [6, 19], [2, 1]),
        new("Why do people prefer contrastive explanations? A rate–distortion answer",
            "We model a listener with prior $p$ and channel capacity $R$. The optimal explanation of $f(x)$ is contrastive, why $y$ rather than $y'$, if and only if $R$ is below the mutual information of the two most likely classes. This predicts the crossover that three published user studies report.",
            [15, 20], [7]),
        new("Interpretability is not compositional",
            "If $f$ and $g$ have short explanations, must $g \\circ f$ have one? For decision trees of depth $k$ and any sound notion of explanation length $\\ell$, we show $\\ell(g \\circ f) \\ge 2^{\\Omega(k)}$ in the worst case, and $O(k)$ when $f$ is monotone.",
            [16, 4], [1]),
        new("Ségolène's paradox: when adding an irrelevant feature reverses every attribution",
            "We exhibit a model on three features and a null feature $z$ such that conditioning on $z$, which is independent of $y$ given the rest, reverses the sign of every conditional Shapley value. The reversal is generic: it occurs on an open set of covariance matrices with $\\rho > 1/\\sqrt{2}$.",
            [1, 23], [0, 6]),
        new("Sparse autoencoders recover what is sparse",
            "Let $h = Dz + \\xi$ with $z$ $s$-sparse and $D$ $\\mu$-incoherent. We prove that every approximate local minimum of the $\\ell_1$-penalized autoencoder loss recovers $D$ up to permutation when $s \\le c/\\mu$, and that for larger $s$ spurious features appear that no activation threshold removes. The features that practitioners call uninterpretable are where the theory says they should be.",
            [13, 8], [5, 2]),
        new("Testing whether an explanation was manipulated",
            "Given samples $(x, f(x), e(x))$, can an auditor tell whether $e$ explains $f$? We give a tester with $O(\\sqrt{d}/\\varepsilon^2)$ samples for gradient-based explanations and prove it optimal. Without access to $f$ outside the data manifold, testing is impossible.",
            [9, 17], [6, 4]),
        new("Rashomon sets of trees are connected",
            "The set of $\\varepsilon$-optimal trees of a data set is connected under leaf rotations whenever $\\varepsilon \\ge \\log n / n$. Hence local search finds an explanation for every sufficiently good tree, and variable importance ranges are intervals.",
            [21], [1, 7]),
        new("Causal abstraction, approximately",
            "Exact causal abstraction is too strict for trained networks. We define an $\\varepsilon$-abstraction by a coupling of interventional distributions, show that it composes with error $\\varepsilon_1 + \\varepsilon_2$, and that deciding whether a network has an $\\varepsilon$-abstraction with $k$ nodes is $\\Sigma_2^p$-complete.",
            [17, 5], [3, 5]),
        new("Saliency",
            "We revisit the oldest explanation of all. For random ReLU networks the input gradient at depth $L$ converges to a Gaussian field with covariance $\\kappa^{(L)}(\\langle x, x' \\rangle)$; saliency maps look like edge detectors because natural images have spectrum $1/f^2$, not because the network has learned edges.",
            [10], [4, 6]),
        new("Learning with explanations: what a teacher can say in $\\log n$ bits",
            "A teacher who may add an explanation of $b$ bits to each label speeds up learning. For halfspaces in $\\mathbb{R}^d$ naming one relevant coordinate reduces the mistake bound from $d \\log d$ to $s \\log d$; for parities nothing short of $\\Omega(d)$ bits helps.",
            [3, 14], [1, 7]),
        new("Influence functions at the edge of stability",
            "Influence functions assume a positive definite Hessian $H \\succ 0$. Training with a large step size ends where $\\lambda_{\\max}(H) \\approx 2/\\eta$. We derive the influence of a training point on a trajectory that oscillates there and find that the classical formula is off by a factor of exactly $2$ in the top eigendirection.",
            [18, 7], [4]),
        new("Concept erasure is a saddle point",
            "Erasing a concept linearly is well understood; erasing it against all bounded-capacity adversaries is a minimax problem. We prove that alternating optimization converges to a saddle point at rate $O(1/T)$ and that at the solution the concept is conditionally independent of every $\\mathcal{F}$-statistic.",
            [19, 6], [2]),
        new("How many counterfactuals make a reason?",
            "We relate sufficient reasons (prime implicants) to sets of counterfactuals by a hitting-set duality, give a $\\ln m$-approximation that is optimal unless $\\mathsf{P} = \\mathsf{NP}$, and show that three counterfactuals suffice for 93 % of decisions of additive models on five public data sets.",
            [4, 12], [3, 0]),
        new("Certified explanations by interval arithmetic",
            "Interval bound propagation certifies predictions. We extend it to certify explanations: for all $x' \\in B_\\infty(x, r)$ the attribution of feature $i$ stays in $[l_i, u_i]$. The cost is two forward passes per feature group.",
            [22], [6]),
        new("Grokking the modular clock: uniqueness of the Fourier circuit",
            "For addition modulo a prime $p$, networks are known to learn a Fourier circuit. We prove that among all circuits of width $O(\\log p)$ with margin at least $\\gamma$ it is the only one up to the action of $(\\mathbb{Z}/p)^\\times$.",
            [8, 21], [5]),
        new("The explanation game between a seller and a regulator",
            "A seller publishes a model and an explanation; a regulator may query either. We solve the game: in every equilibrium the explanation is truthful on a set of measure $1 - O(c/\\sigma)$ where $c$ is the cost of a query and $\\sigma$ the fine. Explanations are cheap to police precisely when they are short.",
            [20, 15], [7, 1]),
        new("Beyond additivity: Möbius attributions of third order and their estimation with $\\tilde{O}(d^3/\\varepsilon^2)$ samples",
            "We estimate all Möbius coefficients $m(S)$, $|S| \\le 3$, of a bounded set function to accuracy $\\varepsilon$ from $\\tilde O(d^3/\\varepsilon^2)$ random evaluations, by a sketch that cancels higher orders in expectation: $$\\mathbb{E}\\Bigl[\\sum_{T \\supseteq S} (-1)^{|T \\setminus S|} v(T)\\Bigr] = m(S).$$ Third order terms explain 12 % of the variance that pairwise methods leave.",
            [11, 2, 9], [0]),
        new("Do explanations help? A decision-theoretic calibration",
            "An explanation helps a decision maker if it increases expected utility for some utility and decreases it for none. We show that this partial order coincides with Blackwell's order on experiments restricted to posteriors the decision maker can compute.",
            [23, 0], [7, 4]),
        new("Universality of feature visualizations in the infinite-width limit",
            "Activation maximization in an infinitely wide network converges to the maximizer of its kernel, whatever the seed. Feature visualizations of wide networks are therefore pictures of the architecture. We give rates, $\\|x^\\ast_n - x^\\ast\\| = O(n^{-1/4})$.",
            [10, 22], [5, 6]),
    ];

    public static readonly string[] ToAuthors =
    [
        "A clean result that I had not seen before. The lower bound is convincing; I checked the main lemma. Please say early what the constant depends on, and compare with the finite-sample version.",
        "The question is well posed and the answer is short, which I like. The experiments are thin for the claim in the last sentence; for a workshop that is fine if you say so.",
        "I enjoyed reading this. My one concern is the assumption on the covariance: is it needed, or an artefact of the proof? A remark would help the discussion at the workshop.",
        "The contribution over earlier work is not clear to me. The theorem looks like a special case of a known duality; please explain what is new.",
        "Well written and on topic. The figure would gain from error bars. I would like to see this discussed with the audience.",
        "The idea is good, but the two pages try to say too much. I would drop the third result and explain the first one properly.",
    ];

    public static readonly string[] ToOrganizers =
    [
        "", "", "Would make a lively talk.", "I know the area well; this is sound.", "", "Borderline; a poster would suit it.",
    ];
}
