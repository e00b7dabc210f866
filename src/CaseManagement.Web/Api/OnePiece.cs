using System.Buffers;
using System.Text.Json;

namespace CaseManagement.Web.Api;

/// <summary>An answer written whole, with its length in front.</summary>
/// <remarks>
/// The framework's own way writes in pieces and can stop between any two: that costs as much again as the writing. No answer of ours is longer than a page of a list, so it is put together first.
/// </remarks>
internal sealed class OnePiece
{
    private const string Json = "application/json; charset=utf-8";
    private const int MostKept = 1024 * 1024;

    [ThreadStatic]
    private static OnePiece? _spare;

    private readonly ArrayBufferWriter<byte> _bytes = new(16 * 1024);
    private readonly Utf8JsonWriter _writer;

    private OnePiece(JsonSerializerOptions json) => _writer = new(_bytes, new JsonWriterOptions { Encoder = json.Encoder, MaxDepth = json.MaxDepth, SkipValidation = true });

    public static async Task WriteAsync(HttpContext context, object answer, JsonSerializerOptions json)
    {
        var piece = _spare ?? new(json);
        _spare = null; // another answer may be put together by this thread while this one waits for its reader
        JsonSerializer.Serialize(piece._writer, answer, json.GetTypeInfo(answer.GetType()));
        piece._writer.Flush();

        var response = context.Response;
        (response.ContentType, response.ContentLength) = (Json, piece._bytes.WrittenCount);
        await response.StartAsync(context.RequestAborted);
        response.BodyWriter.Write(piece._bytes.WrittenSpan);
        piece.Keep();
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private void Keep()
    {
        if (_bytes.Capacity > MostKept) return;

        _bytes.Clear(); // what was said of somebody does not lie about
        _writer.Reset();
        _spare = this;
    }
}
