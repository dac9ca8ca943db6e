using System.Text;
using Workshop.Web.Platform.Pictures;

namespace Workshop.IntegrationTests.Platform;

[Trait("Database", "none")]
public sealed class PictureTracesTests
{
    private static readonly byte[] Tables = [0xFF, 0xDB, 0, 5, 0, 1, 2];
    private static readonly byte[] Scan = [0xFF, 0xDA, 0, 4, 1, 2, 0x11, 0xFF, 0x00, 0x22, 0xFF, 0xD0, 0x33];

    [Fact]
    public void A_jpeg_loses_everything_but_the_picture_and_which_way_up_it_is()
    {
        byte[] file = [0xFF, 0xD8, .. App(0xE1, [.. "Exif\0\0"u8, .. Exif(6)]), .. App(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]), .. App(0xE2, "ICC_PROFILE of Anna's camera"u8.ToArray()), .. App(0xFE, "Anna"u8.ToArray()), .. Tables, .. Scan, 0xFF, 0xD9, .. "Anna was here"u8];

        var clean = JpegWithoutTraces.Make(file)!;

        Assert.DoesNotContain("Anna", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal([.. Tables, .. Scan, 0xFF, 0xD9], clean[^(Tables.Length + Scan.Length + 2)..]);
        Assert.Contains("JFIF", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal(6, clean[31]);
        Assert.Equal(clean, JpegWithoutTraces.Make(clean));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xD9 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDB, 0, 1 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDB, 0xFF, 0xFF, 0 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 3 })]
    public void A_jpeg_that_breaks_off_or_has_no_picture_is_refused(byte[] file) => Assert.Null(JpegWithoutTraces.Make(file));

    [Fact]
    public void Every_cut_of_a_picture_is_refused_and_never_an_exception()
    {
        byte[] jpeg = [0xFF, 0xD8, .. App(0xE1, [.. "Exif\0\0"u8, .. Exif(3)]), .. Tables, .. Scan, 0xFF, 0xD9];
        for (var length = 0; length < jpeg.Length; length++)
        {
            Assert.Null(JpegWithoutTraces.Make(jpeg.AsSpan(0, length)));
        }
    }

    private static byte[] App(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Exif(byte orientation) => [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
}
