using System.IO.Compression;
using CaseManagement.Web.Api;
using Microsoft.AspNetCore.ResponseCompression;

namespace CaseManagement.Web.Edge;

/// <summary>Pages, styles and scripts go out compressed: a page is a tenth of its size, and many are read on a phone in a village.</summary>
/// <remarks>
/// What stands in a page could be guessed from the length of its compressed answers by whoever listens to the encrypted line and can make the reader's browser ask for addresses of their choice (BREACH). Only another
/// site can make it ask, and the browser says so: over https a page is compressed when the request comes from here or from the reader's own hand, and for nobody else. The token of a form is another on every page.
/// </remarks>
internal static class Compression
{
    private static readonly string[] Types = ["text/html", "text/css", "text/javascript"];

    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true; // each request is asked for below
            options.MimeTypes = Types;
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal); // a few milliseconds a page, at Brotli's fourth level of eleven
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }

    public static void UseCompression(this WebApplication app) => app.UseWhen(MayBeCompressed, asked => asked.UseResponseCompression());

    internal static bool MayBeCompressed(HttpContext context) =>
        !context.Request.IsForApi() && (!context.Request.IsHttps || IsFile(context.Request.Path) || context.Request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none");

    /// <summary>A style sheet or a script is the same for everybody.</summary>
    internal static bool IsFile(PathString path) => path.Value is { } asked && (asked.EndsWith(".css", StringComparison.Ordinal) || asked.EndsWith(".js", StringComparison.Ordinal));
}
