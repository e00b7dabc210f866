using System.Globalization;
using System.Text;
using QRCoder;

namespace CaseManagement.Web.Pages;

/// <summary>A QR code as the path of its dark squares, with the quiet border that a camera needs.</summary>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
                if (code.ModuleMatrix[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");

        return new QrCode(code.ModuleMatrix.Count, path.ToString());
    }
}
