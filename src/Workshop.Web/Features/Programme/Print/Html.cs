using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Workshop.Web.Features.Programme.Print;

/// <summary>
/// Text that is HTML already. Made from an interpolated string whose holes are encoded one and all, unless they hold <see cref="Html"/>
/// themselves: what people typed cannot become markup, because nothing else compiles.
/// </summary>
public readonly record struct Html(string Text)
{
    public static Html Empty { get; } = new("");

    public static Html Of(HtmlWriter written) => new(written.ToString());

    public static Html Join(string separator, IEnumerable<Html> parts) => new(string.Join(separator, parts));

    public override string ToString() => Text;
}

[InterpolatedStringHandler]
public sealed class HtmlWriter(int literalLength, int holes)
{
    /// <summary>Everything but the characters that mean something in HTML stays as it is, so that the page can be read.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new(literalLength + (holes * 16));

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html html) => _text.Append(html.Text);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
        {
            _text.Append(part.Text);
        }
    }

    public override string ToString() => _text.ToString();
}
