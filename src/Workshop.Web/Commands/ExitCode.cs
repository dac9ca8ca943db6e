namespace Workshop.Web.Commands;

/// <summary>What every verb answers to the shell.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>The answer is no: findings, a certificate rejected.</summary>
    public const int No = 1;

    /// <summary>The input or the usage is wrong; file, line and reason are on stderr.</summary>
    public const int WrongInput = 2;

    /// <summary>What was asked is impossible; the causes are on stderr.</summary>
    public const int Impossible = 3;
}
