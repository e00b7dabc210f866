using System.Text;
using CaseManagement.Domain;

namespace CaseManagement.Infrastructure.Exchange;

/// <summary>Passes a file on as it is read, and refuses it where it stops being UTF-8 text.</summary>
/// <remarks>A reader of text would put � for what it cannot read, and a file in GBK would become a country of such names.</remarks>
internal sealed class StrictUtf8(Stream file) : PassedOn(file)
{
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private char[] _decoded = [];
    private long _line = 1;

    protected override ValueTask SeeAsync(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        Judge(bytes.Span, isEnd);
        return ValueTask.CompletedTask;
    }

    private void Judge(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        var fault = FirstFault(bytes, isEnd);
        var zero = bytes.IndexOf((byte)0); // UTF-16 without its mark
        if (zero >= 0) fault = Math.Min(fault ?? zero, zero);
        if (fault is { } at)
        {
            var line = _line + bytes[..at].Count((byte)'\n');
            throw new RuleBrokenException("import.encoding", $"The file is not UTF-8: line {line} cannot be read.", line);
        }

        _line += bytes.Count((byte)'\n');
    }

    private int? FirstFault(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        if (_decoded.Length <= bytes.Length) _decoded = new char[bytes.Length + 1]; // and what the last buffer left unfinished
        try
        {
            _decoder.GetChars(bytes, _decoded, flush: isEnd);
            return null;
        }
        catch (DecoderFallbackException fault)
        {
            return Math.Clamp(fault.Index, 0, bytes.Length); // below 0 when the character began in the last buffer
        }
    }
}
