using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Workshop.Domain.Pdf;

namespace Workshop.Web.Platform.Pdf;

/// <summary>More than any paper needs: operators, pieces of text or nested forms without end.</summary>
internal sealed class TooMuchContentException : Exception;

/// <summary>
/// Walks through what pages draw (ISO 32000-1, 8 and 9) and takes their text apart: a probe that holds nothing but text, every piece in a colour of its own, and the pages without
/// their text. Forms and annotations are walked in place, on a stack of our own; a form that is within itself is left out. It does not draw, measure or decode:
/// that is left to the renderer, which sees the probe with the same fonts as the original.
/// </summary>
internal sealed class HiddenTextTracer(QpdfObjects objects, CancellationToken cancel)
{
    private const int MostOperators = 4_000_000;
    private const int MostPieces = 400_000;
    private const int MostOperands = 50_000;
    private const int MostContent = 48 << 20;
    private const int MostReplaced = 10_000;
    private const int DeepestForm = 24;
    private const int DeepestState = 1024;

    /// <summary>A piece is a word or a part of one: text may be covered in the middle of a line.</summary>
    private const int LongestPiece = 8;

    /// <summary>A gap of this many thousandths of the type size ends a word.</summary>
    private const double WordGap = 180;

    private readonly Dictionary<string, TracedFont> _fonts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _withoutText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _unpacked = new(StringComparer.Ordinal);
    private readonly HiddenTextLayers _layers = new(objects);
    private readonly List<PageTrace> _pages = [];
    private int _operators;
    private int _pieces;
    private long _content;

    /// <summary>Forms that show text, without it, by reference.</summary>
    public IReadOnlyDictionary<string, byte[]> FormsWithoutText => _withoutText;

    public IReadOnlyCollection<TracedFont> Fonts => _fonts.Values;

    public IReadOnlyList<PageTrace> Pages => _pages;

    /// <exception cref="TooMuchContentException">The limits for the whole file are reached.</exception>
    public PageTrace Trace(PdfPage page)
    {
        var trace = Frame(page);
        _pages.Add(trace);
        new Walk(this, trace, _pages.Count - 1).Run();
        return trace;
    }

    private PageTrace Frame(PdfPage page)
    {
        var media = Rectangle(page.MediaBox) ?? (0, 0, 612, 792);
        var crop = Rectangle(page.CropBox) ?? media;
        var (x0, y0, x1, y1) = (Math.Max(media.X0, crop.X0), Math.Max(media.Y0, crop.Y0), Math.Min(media.X1, crop.X1), Math.Min(media.Y1, crop.Y1));
        if (x1 <= x0 || y1 <= y0)
        {
            (x0, y0, x1, y1) = media;
        }

        var turn = objects.Resolve(page.Rotate) is { ValueKind: JsonValueKind.Number } rotate && rotate.TryGetDouble(out var degrees) ? (((int)degrees % 360) + 360) % 360 : 0;
        var (left, bottom, right, top) = ((float)x0, (float)y0, (float)x1, (float)y1);
        var (wide, high) = (x1 - x0, y1 - y0);
        return turn switch
        {
            90 => new PageTrace(page, high, wide, new Matrix3x2(0, 1, 1, 0, -bottom, -left)),
            180 => new PageTrace(page, wide, high, new Matrix3x2(-1, 0, 0, 1, right, -bottom)),
            270 => new PageTrace(page, high, wide, new Matrix3x2(0, -1, -1, 0, top, right)),
            _ => new PageTrace(page, wide, high, new Matrix3x2(1, 0, 0, -1, -left, top)),
        };
    }

    private (double X0, double Y0, double X1, double Y1)? Rectangle(JsonElement box)
    {
        var numbers = new List<double>(4);
        if (objects.Resolve(box) is { ValueKind: JsonValueKind.Array } array)
        {
            foreach (var element in array.EnumerateArray())
            {
                if (objects.Resolve(element) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value))
                {
                    numbers.Add(value);
                }
            }
        }

        return numbers is [var a, var b, var c, var d] ? (Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d)) : null;
    }

    private byte[] Unpack(string reference)
    {
        if (!_unpacked.TryGetValue(reference, out var bytes))
        {
            bytes = objects.Unpack(reference, MostContent) ?? [];
            if ((_content += bytes.Length) > MostContent)
            {
                throw new TooMuchContentException();
            }

            _unpacked[reference] = bytes;
        }

        return bytes;
    }

    private byte[] ContentOf(PdfPage page)
    {
        var parts = new ArrayBufferWriter<byte>();
        foreach (var part in objects.Items(page.Dictionary, "/Contents"))
        {
            if (QpdfObjects.Reference(part) is { } reference)
            {
                parts.Write(Unpack(reference));
                parts.Write("\n"u8);
                if (parts.WrittenCount > MostContent)
                {
                    throw new TooMuchContentException();
                }
            }
        }

        return parts.WrittenSpan.ToArray();
    }

    private TracedFont? Font(JsonElement raw)
    {
        if (objects.Resolve(raw).ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var name = QpdfObjects.Reference(raw) ?? raw.GetRawText();
        if (!_fonts.TryGetValue(name, out var font))
        {
            _fonts[name] = font = TracedFont.Read(objects, raw, string.Create(CultureInfo.InvariantCulture, $"X{_fonts.Count}"));
        }

        return font;
    }

    /// <summary>The part of the graphics state (table 52) that matters to text.</summary>
    private struct State()
    {
        public Matrix3x2 Transform = Matrix3x2.Identity;
        public TracedFont? Font;
        public double Size;
        public double LetterSpace;
        public double WordSpace;
        public double Stretch = 100;
        public double Leading;
        public int Mode;
        public int? Colour = 0;
        public int Components = 1;
        public double Alpha = 1;
        public Extent Clip = Extent.Everywhere;
    }

    /// <summary>One content stream on its way: the page's, or a form's.</summary>
    private sealed class Level(ContentTokens tokens, JsonElement resources, string? reference, int depth)
    {
        public ContentTokens Tokens { get; } = tokens;

        public JsonElement Resources { get; } = resources;

        public string? Reference { get; } = reference;

        /// <summary>How many states were saved when it began: it must not restore its caller's.</summary>
        public int Depth { get; } = depth;

        public bool IsInAnnotation { get; init; }

        /// <summary>Marks (BDC) that were open when it began.</summary>
        public int Marks { get; init; }

        /// <summary>What was already kept of its content, and up to where.</summary>
        public ArrayBufferWriter<byte> Kept { get; } = new();

        public int KeptTo { get; set; }

        public bool ShowedText { get; set; }

        public bool ClipsByText { get; set; }
    }

    private sealed record Mark(bool LayerIsOff, string? Replacement)
    {
        public int Letters { get; set; }

        public Vector2? Origin { get; set; }

        public double Size { get; set; }
    }

    /// <summary>The walk through one page.</summary>
    private sealed class Walk(HiddenTextTracer tracer, PageTrace page, int pageIndex)
    {
        private readonly QpdfObjects _objects = tracer.Objects;
        private readonly ArrayBufferWriter<byte> _probe = new();
        private readonly Stack<Level> _frames = new();
        private readonly Stack<State> _states = new();
        private readonly List<Mark> _marks = [];
        private readonly List<ContentToken> _operands = [];
        private State _state = new();
        private Matrix3x2 _text = Matrix3x2.Identity;
        private Matrix3x2 _line = Matrix3x2.Identity;
        private Extent _path = Extent.Nowhere;
        private bool _clipPending;

        public void Run()
        {
            _frames.Push(new Level(new ContentTokens(tracer.ContentOf(page.Page)), page.Page.Resources, null, 0));
            Drain();
            foreach (var annotation in _objects.Items(page.Page.Dictionary, "/Annots"))
            {
                Annotate(annotation);
            }

            page.Probe = _probe.WrittenSpan.ToArray();
        }

        private Level Current => _frames.Peek();

        private void Drain()
        {
            while (_frames.Count > 0)
            {
                if (Current.Tokens.Next() is not { } token)
                {
                    Leave();
                }
                else if (token.Kind != ContentTokenKind.Word || IsValue(Current.Tokens.Bytes(token)))
                {
                    if (_operands.Count < MostOperands)
                    {
                        _operands.Add(token);
                    }
                }
                else
                {
                    if (++tracer._operators > MostOperators)
                    {
                        throw new TooMuchContentException();
                    }

                    if ((tracer._operators & 0xFFF) == 0)
                    {
                        tracer.Cancel.ThrowIfCancellationRequested();
                    }

                    Operate(token);
                    _operands.Clear();
                }
            }
        }

        private static bool IsValue(ReadOnlySpan<byte> word) => word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("null"u8);

        private void Operate(ContentToken token)
        {
            var word = Current.Tokens.Bytes(token);
            switch (word.Length > 3 ? "" : Encoding.Latin1.GetString(word))
            {
                case "q": Save(); break;
                case "Q": Restore(); break;
                case "cm": Transform(token); break;
                case "gs": UseGraphicsState(); break;
                case "w": Repeat(token); break;
                case "BT":
                    (_text, _line) = (Matrix3x2.Identity, Matrix3x2.Identity);
                    Repeat(token);
                    break;
                case "ET": EndText(token); break;
                case "Tc": _state.LetterSpace = Number(0); Repeat(token); break;
                case "Tw": _state.WordSpace = Number(0); Repeat(token); break;
                case "Tz": _state.Stretch = Number(0); Repeat(token); break;
                case "TL": _state.Leading = Number(0); Repeat(token); break;
                case "Ts": Repeat(token); break;
                case "Tf": UseFont(); break;
                case "Tr": UseMode((int)Number(0)); break;
                case "Td": NextLine(Number(0), Number(1)); Repeat(token); break;
                case "TD":
                    _state.Leading = -Number(1);
                    NextLine(Number(0), Number(1));
                    Repeat(token);
                    break;
                case "Tm" when Matrix() is { } matrix:
                    (_text, _line) = (matrix, matrix);
                    Repeat(token);
                    break;
                case "T*": NextLine(0, -_state.Leading); Repeat(token); break;
                case "Tj" or "TJ": Show(token); break;
                case "'":
                    NextLine(0, -_state.Leading);
                    Put("T*\n"u8);
                    Show(token);
                    break;
                case "\"":
                    (_state.WordSpace, _state.LetterSpace) = (Number(0), Number(1));
                    Put(string.Create(CultureInfo.InvariantCulture, $"{_state.WordSpace:0.####} Tw {_state.LetterSpace:0.####} Tc T*\n"));
                    NextLine(0, -_state.Leading);
                    Show(token);
                    break;
                case "Do": Draw(); break;
                case "ID": Current.Tokens.SkipInlinePicture(); Picture(); break;
                case "BMC": _marks.Add(new Mark(false, null)); break;
                case "BDC": Begin(); break;
                case "EMC": EndMark(); break;
                case "g": (_state.Colour, _state.Components) = (Colours.FromGray(Number(0)), 1); break;
                case "rg": (_state.Colour, _state.Components) = (Colours.FromRgb(Number(0), Number(1), Number(2)), 3); break;
                case "k": (_state.Colour, _state.Components) = (Colours.FromCmyk(Number(0), Number(1), Number(2), Number(3)), 4); break;
                case "cs": UseColourSpace(); break;
                case "sc" or "scn": _state.Colour = _state.Components == _operands.Count ? Colours.From(_operands.Select(Current.Tokens.Number).ToArray()) : null; break;
                case "m" or "l": Path(0); break;
                case "c":
                    Path(0);
                    Path(2);
                    Path(4);
                    break;
                case "v" or "y":
                    Path(0);
                    Path(2);
                    break;
                case "re": _path = _path.With(Extent.Around(Number(0), Number(1), Number(0) + Number(2), Number(1) + Number(3), _state.Transform * page.ToPage)); break;
                case "W" or "W*": _clipPending = true; break;
                case "n" or "f" or "F" or "f*" or "S" or "s" or "B" or "B*" or "b" or "b*": EndPath(); break;
            }
        }

        private double Number(int at) => at < _operands.Count ? Current.Tokens.Number(_operands[at]) : 0;

        private Matrix3x2? Matrix() =>
            _operands.Count < 6 ? null : new Matrix3x2((float)Number(0), (float)Number(1), (float)Number(2), (float)Number(3), (float)Number(4), (float)Number(5));

        private void Put(ReadOnlySpan<byte> bytes)
        {
            _probe.Write(bytes);
            if (_probe.WrittenCount > MostContent)
            {
                throw new TooMuchContentException();
            }
        }

        private void Put(string text) => Put(Encoding.Latin1.GetBytes(text));

        /// <summary>The operator as it stands, into the probe.</summary>
        private void Repeat(ContentToken token)
        {
            var start = _operands.Count > 0 ? _operands[0].Start : token.Start;
            Put(Current.Tokens.Content.AsSpan(start, token.End - start));
            Put("\n"u8);
        }

        private void Save()
        {
            if (_states.Count >= DeepestState)
            {
                throw new TooMuchContentException();
            }

            _states.Push(_state);
            Put("q\n"u8);
        }

        private void Restore()
        {
            if (_states.Count > Current.Depth)
            {
                _state = _states.Pop();
                Put("Q\n"u8);
            }
        }

        private void Transform(ContentToken token)
        {
            if (Matrix() is { } matrix)
            {
                _state.Transform = matrix * _state.Transform;
                Repeat(token);
            }
        }

        private void UseGraphicsState()
        {
            if (Resource("/ExtGState") is not { ValueKind: JsonValueKind.Object } state)
            {
                return;
            }

            _state.Alpha = _objects.Number(state, "/ca") ?? _state.Alpha;
            if (_objects.Get(state, "/Font") is { ValueKind: JsonValueKind.Array } font && font.GetArrayLength() == 2)
            {
                Use(tracer.Font(font[0]), _objects.Resolve(font[1]) is { ValueKind: JsonValueKind.Number } size ? size.GetDouble() : 0);
            }
        }

        private void UseFont()
        {
            if (_operands is [{ Kind: ContentTokenKind.Name } name, ..])
            {
                Use(tracer.Font(RawResource("/Font", Current.Tokens.Name(name))), Number(1));
            }
        }

        private void Use(TracedFont? font, double size)
        {
            (_state.Font, _state.Size) = (font, size);
            if (font is not null)
            {
                page.Fonts[font.Key] = font;
                Put(string.Create(CultureInfo.InvariantCulture, $"/{font.Key} {size:0.######} Tf\n"));
            }
        }

        /// <summary>Strokes stay strokes in the probe; what clips or shows nothing is filled there.</summary>
        private void UseMode(int mode)
        {
            _state.Mode = mode is >= 0 and <= 7 ? mode : 0;
            Put(_state.Mode switch { 1 or 5 => "1 Tr\n"u8, 2 or 6 => "2 Tr\n"u8, _ => "0 Tr\n"u8 });
        }

        private void UseColourSpace()
        {
            var space = _operands is [{ Kind: ContentTokenKind.Name } name] ? Current.Tokens.Name(name) : "";
            _state.Components = space switch
            {
                "DeviceGray" or "CalGray" or "G" => 1,
                "DeviceRGB" or "CalRGB" or "RGB" => 3,
                "DeviceCMYK" or "CMYK" => 4,
                _ => Components(_objects.Resolve(RawResource("/ColorSpace", space))),
            };
            _state.Colour = _state.Components == 0 ? null : 0;
        }

        private int Components(JsonElement space)
        {
            if (space.ValueKind != JsonValueKind.Array || space.GetArrayLength() == 0 || space[0].ValueKind != JsonValueKind.String)
            {
                return 0;
            }

            return space[0].GetString() switch
            {
                "/CalGray" or "/DeviceGray" => 1,
                "/CalRGB" or "/DeviceRGB" => 3,
                "/DeviceCMYK" => 4,
                "/ICCBased" when space.GetArrayLength() > 1 => (int)(_objects.Number(space[1], "/N") ?? 0),
                _ => 0,
            };
        }

        private void NextLine(double x, double y)
        {
            _line = Matrix3x2.CreateTranslation((float)x, (float)y) * _line;
            _text = _line;
        }

        private void EndText(ContentToken token)
        {
            Repeat(token);
            if (Current.ClipsByText)
            {
                // The letters are gone, so what they would have cut out must not be drawn at all.
                Keep(token.End);
                Current.Kept.Write(" 0 0 0 0 re W n "u8);
                Current.ClipsByText = false;
            }
        }

        /// <summary>Takes over the content as far as <paramref name="end"/>.</summary>
        private void Keep(int end)
        {
            Current.Kept.Write(Current.Tokens.Content.AsSpan(Current.KeptTo, end - Current.KeptTo));
            Current.KeptTo = end;
        }

        private void Show(ContentToken token)
        {
            var frame = Current;
            Keep(_operands.Count > 0 ? _operands[0].Start : token.Start);
            frame.KeptTo = token.End;
            frame.Kept.Write(" "u8);
            frame.ShowedText = true;
            frame.ClipsByText |= _state.Mode >= 4;
            if (_state.Font is not { } font)
            {
                return;
            }

            var codes = Math.Max(1, font.CodeBytes);
            TextPiece? piece = null;
            var letters = 0;
            var blank = true;
            foreach (var operand in _operands)
            {
                switch (operand.Kind)
                {
                    case ContentTokenKind.Number:
                        var shift = frame.Tokens.Number(operand);
                        if (shift < -WordGap && letters > 0)
                        {
                            Finish();
                        }

                        Open();
                        Put(string.Create(CultureInfo.InvariantCulture, $"{shift:0.###} "));
                        Advance(-shift / 1000 * _state.Size);
                        break;
                    case ContentTokenKind.Text or ContentTokenKind.HexText:
                        var bytes = frame.Tokens.Text(operand);
                        for (var at = 0; at < bytes.Length;)
                        {
                            Open();
                            var room = font.CodeBytes == 0 ? bytes.Length : (LongestPiece - letters) * codes;
                            var part = bytes.AsSpan(at, Math.Min(room, bytes.Length - at));
                            Put("<"u8);
                            Put(Convert.ToHexString(part));
                            Put(">"u8);
                            var count = Math.Max(1, part.Length / codes);
                            letters += count;
                            blank &= font.IsBlank(part);
                            piece!.IsMisread |= font.IsMisread(part);
                            if (font.Sentence(part) is { } sentence && page.Replaced.Count < MostReplaced)
                            {
                                piece.IsMisread = true;
                                page.Replaced.Add(new ReplacedText(HiddenTextReason.LyingFont, sentence, 1, piece.Origin, piece.Size));
                            }

                            Advance(count * ((_state.Size * (codes == 1 ? 0.5 : 0.7)) + _state.LetterSpace));
                            at += part.Length;
                            if (letters >= LongestPiece)
                            {
                                Finish();
                            }
                        }

                        break;
                }
            }

            Finish();

            void Open()
            {
                if (piece is null)
                {
                    piece = NewPiece(font);
                    (letters, blank) = (0, true);
                    Put(Colours.Operator(piece.Number, _state.Mode is 1 or 2 or 5 or 6));
                    Put("["u8);
                }
            }

            void Finish()
            {
                if (piece is null)
                {
                    return;
                }

                Put("]TJ\n"u8);
                piece.End = _probe.WrittenCount;
                piece.IsBlank = blank;
                page.Pieces.Add(piece);
                foreach (var mark in _marks)
                {
                    mark.Letters += letters;
                    mark.Origin ??= piece.Origin;
                    mark.Size = Math.Max(mark.Size, piece.Size);
                }

                (piece, letters, blank) = (null, 0, true);
            }
        }

        private TextPiece NewPiece(TracedFont font)
        {
            if (++tracer._pieces > MostPieces)
            {
                throw new TooMuchContentException();
            }

            var shape = _text * _state.Transform;
            var high = Math.Sqrt((shape.M21 * shape.M21) + (shape.M22 * shape.M22));
            var wide = Math.Sqrt((shape.M11 * shape.M11) + (shape.M12 * shape.M12)) * Math.Abs(_state.Stretch) / 100;
            return new TextPiece(tracer._pieces, pageIndex, _probe.WrittenCount)
            {
                Size = Math.Abs(_state.Size) * font.Scale * Math.Min(high, wide),
                Mode = font.IsType3 ? 0 : _state.Mode,
                Colour = _state.Colour,
                Alpha = _state.Alpha,
                LayerIsOff = _marks.Exists(mark => mark.LayerIsOff),
                IsInAnnotation = Current.IsInAnnotation,
                IsDrawnAsBox = font.IsType3,
                Clip = _state.Clip,
                Origin = Vector2.Transform(Vector2.Zero, shape * page.ToPage),
            };
        }

        private void Advance(double by) => _text = Matrix3x2.CreateTranslation((float)(by * _state.Stretch / 100), 0) * _text;

        private JsonElement RawResource(string kind, string name)
        {
            var own = _objects.Raw(_objects.Get(Current.Resources, kind), "/" + name);
            return own.ValueKind == JsonValueKind.Undefined ? _objects.Raw(_objects.Get(page.Page.Resources, kind), "/" + name) : own;
        }

        private JsonElement Resource(string kind) =>
            _operands is [{ Kind: ContentTokenKind.Name } name] ? _objects.Resolve(RawResource(kind, Current.Tokens.Name(name))) : default;

        private void Draw()
        {
            if (_operands is not [{ Kind: ContentTokenKind.Name } name])
            {
                return;
            }

            var raw = RawResource("/XObject", Current.Tokens.Name(name));
            var form = _objects.Resolve(raw);
            switch (_objects.Name(form, "/Subtype"))
            {
                case "Image":
                    Picture();
                    break;
                case "Form" when QpdfObjects.Reference(raw) is { } reference:
                    Enter(reference, form, Matrix3x2.Identity, Current.IsInAnnotation, isHidden: false);
                    break;
            }
        }

        private void Enter(string reference, JsonElement form, Matrix3x2 placed, bool isInAnnotation, bool isHidden)
        {
            if (_frames.Count >= DeepestForm || _frames.Any(frame => frame.Reference == reference))
            {
                return;
            }

            var resources = _objects.Raw(form, "/Resources");
            var frame = new Level(
                new ContentTokens(tracer.Unpack(reference)),
                resources.ValueKind == JsonValueKind.Undefined && _frames.Count > 0 ? Current.Resources : resources,
                reference,
                _states.Count + 1)
            {
                IsInAnnotation = isInAnnotation,
                Marks = _marks.Count,
            };
            Save();
            if (_objects.Numbers(form, "/Matrix") is [var a, var b, var c, var d, var e, var f])
            {
                placed = new Matrix3x2((float)a, (float)b, (float)c, (float)d, (float)e, (float)f) * placed;
            }

            _state.Transform = placed * _state.Transform;
            Put(string.Create(CultureInfo.InvariantCulture, $"{placed.M11:0.######} {placed.M12:0.######} {placed.M21:0.######} {placed.M22:0.######} {placed.M31:0.####} {placed.M32:0.####} cm\n"));
            if (_objects.Numbers(form, "/BBox") is [var x0, var y0, var x1, var y1])
            {
                _state.Clip = _state.Clip.And(Extent.Around(x0, y0, x1, y1, _state.Transform * page.ToPage));
            }

            if (isHidden || tracer._layers.IsOff(_objects.Raw(form, "/OC")))
            {
                _marks.Add(new Mark(LayerIsOff: true, null));
            }

            _frames.Push(frame);
        }

        private void Leave()
        {
            var frame = Current;
            Keep(frame.Tokens.Content.Length);
            if (frame.Reference is null)
            {
                page.WithoutText = frame.Kept.WrittenSpan.ToArray();
            }
            else if (frame.ShowedText)
            {
                tracer._withoutText[frame.Reference] = frame.Kept.WrittenSpan.ToArray();
            }

            while (_states.Count > frame.Depth)
            {
                _state = _states.Pop();
                Put("Q\n"u8);
            }

            while (_marks.Count > frame.Marks)
            {
                CloseMark();
            }

            _operands.Clear();
            _frames.Pop();
            if (frame.Reference is not null)
            {
                _state = _states.Pop();
                Put("Q\n"u8);
            }
        }

        private void Picture() =>
            page.LargestPicture = Math.Max(page.LargestPicture, page.Extent.ShareIn(Extent.Around(0, 0, 1, 1, _state.Transform * page.ToPage).And(_state.Clip)));

        private void Begin()
        {
            var (off, replacement) = (false, (string?)null);
            if (_operands is [{ Kind: ContentTokenKind.Name } tag, .., { Kind: ContentTokenKind.Name } name] && _operands.Count == 2)
            {
                var raw = RawResource("/Properties", Current.Tokens.Name(name));
                off = Current.Tokens.Name(tag) == "OC" && tracer._layers.IsOff(raw);
                replacement = _objects.Text(raw, "/ActualText");
            }
            else
            {
                for (var i = 1; i + 1 < _operands.Count; i++)
                {
                    if (_operands[i].Kind == ContentTokenKind.Name && Current.Tokens.Bytes(_operands[i]).SequenceEqual("/ActualText"u8)
                        && _operands[i + 1].Kind is ContentTokenKind.Text or ContentTokenKind.HexText)
                    {
                        replacement = PdfStrings.Decode(Current.Tokens.Text(_operands[i + 1]));
                    }
                }
            }

            if (_marks.Count >= DeepestState)
            {
                throw new TooMuchContentException();
            }

            _marks.Add(new Mark(off, replacement));
        }

        private void EndMark()
        {
            if (_marks.Count > Current.Marks)
            {
                CloseMark();
            }
        }

        private void CloseMark()
        {
            var mark = _marks[^1];
            _marks.RemoveAt(_marks.Count - 1);
            if (mark.Replacement is { Length: > 0 } text && page.Replaced.Count < MostReplaced)
            {
                page.Replaced.Add(new ReplacedText(HiddenTextReason.ReplacementText, text, mark.Letters, mark.Origin ?? Vector2.Transform(Vector2.Zero, _text * _state.Transform * page.ToPage), mark.Size));
            }
        }

        private void Path(int at) =>
            _path = _path.With(Vector2.Transform(new Vector2((float)Number(at), (float)Number(at + 1)), _state.Transform * page.ToPage));

        private void EndPath()
        {
            if (_clipPending)
            {
                _state.Clip = _state.Clip.And(_path);
            }

            (_path, _clipPending) = (Extent.Nowhere, false);
        }

        /// <summary>Draws an annotation's picture where it stands (12.5.5, algorithm 8.1).</summary>
        private void Annotate(JsonElement annotation)
        {
            var raw = _objects.Raw(_objects.Get(annotation, "/AP"), "/N");
            if (_objects.Resolve(raw) is { ValueKind: JsonValueKind.Object } states && _objects.Name(states, "/Subtype") is null && _objects.Name(annotation, "/AS") is { } chosen)
            {
                raw = _objects.Raw(states, "/" + chosen);
            }

            if (QpdfObjects.Reference(raw) is not { } reference
                || _objects.Resolve(raw) is not { ValueKind: JsonValueKind.Object } form
                || _objects.Numbers(annotation, "/Rect") is not [var rx0, var ry0, var rx1, var ry1]
                || _objects.Numbers(form, "/BBox") is not [var x0, var y0, var x1, var y1])
            {
                return;
            }

            var matrix = _objects.Numbers(form, "/Matrix") is [var a, var b, var c, var d, var e, var f]
                ? new Matrix3x2((float)a, (float)b, (float)c, (float)d, (float)e, (float)f)
                : Matrix3x2.Identity;
            var box = Extent.Around(x0, y0, x1, y1, matrix);
            if (box.Width <= 0 || box.Height <= 0)
            {
                return;
            }

            var (sx, sy) = (Math.Abs(rx1 - rx0) / box.Width, Math.Abs(ry1 - ry0) / box.Height);
            var placed = new Matrix3x2((float)sx, 0, 0, (float)sy, (float)(Math.Min(rx0, rx1) - (box.Left * sx)), (float)(Math.Min(ry0, ry1) - (box.Top * sy)));
            const int Hidden = 2;
            const int NoView = 32;
            var isHidden = ((int)(_objects.Number(annotation, "/F") ?? 0) & (Hidden | NoView)) != 0 || tracer._layers.IsOff(_objects.Raw(annotation, "/OC"));
            _state = new State();
            _states.Clear();
            _marks.Clear();
            Enter(reference, form, placed, isInAnnotation: true, isHidden);
            Drain();
        }
    }

    private QpdfObjects Objects => objects;

    private CancellationToken Cancel => cancel;
}
