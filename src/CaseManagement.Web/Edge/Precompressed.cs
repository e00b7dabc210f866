using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace CaseManagement.Web.Edge;

/// <summary>Styles and scripts lie beside themselves compressed as far as it goes, since they were built; whoever takes that gets the file as it lies there.</summary>
internal sealed class Precompressed(RequestDelegate next, IWebHostEnvironment host)
{
    private static readonly (string Encoding, string Ending)[] Ways = [("br", ".br"), ("gzip", ".gz")]; // the smaller first

    public Task InvokeAsync(HttpContext context)
    {
        if (Compression.IsFile(context.Request.Path) && Ways.FirstOrDefault(way => Takes(context.Request, way.Encoding) && host.WebRootFileProvider.GetFileInfo(context.Request.Path + way.Ending).Exists) is { Ending: { } ending })
            context.Request.Path += ending;

        return next(context);
    }

    /// <summary>Says of a file how it is compressed, and that another reader may get it otherwise.</summary>
    public static void Say(StaticFileResponseContext file)
    {
        file.Context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (WayOf(file.File.Name) is { Encoding: { } encoding }) file.Context.Response.Headers.ContentEncoding = encoding;
    }

    private static (string Encoding, string Ending) WayOf(string name) => Ways.FirstOrDefault(way => name.EndsWith(way.Ending, StringComparison.Ordinal));

    private static bool Takes(HttpRequest request, string encoding) => request.GetTypedHeaders().AcceptEncoding.Any(taken => taken.Value == encoding && taken.Quality is null or > 0);

    /// <summary>A compressed file is of the kind of what is in it.</summary>
    public sealed class Kinds : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _known = new();

        public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
            _known.TryGetContentType(WayOf(subpath) is { Ending: { } ending } ? subpath[..^ending.Length] : subpath, out contentType);
    }
}
