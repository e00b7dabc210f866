using System.Text;

namespace CaseManagement.Application.Tests.Exchange;

/// <summary>A file of 665,000 divisions, as many as the country has, that is nowhere: each buffer of it is made when it is read.</summary>
/// <param name="withProvinces">Without them every other line has lost what it hangs on.</param>
/// <param name="mostLines">Where the file ends, the header not counted.</param>
/// <param name="atEach">Is called now and then while the file is read, with the number of lines so far.</param>
internal sealed class WholeCountry(bool withProvinces = true, int mostLines = WholeCountry.Lines, Action<int>? atEach = null) : Stream
{
    private const int Lines = 665_000;
    private const int Provinces = 31, Cities = 11, Districts = 9, Towns = 13, Communities = 15;
    private const int TownsWithOneMore = 23_207; // what makes it 665,000 to the line
    private const int SampleEvery = 100_000;

    private readonly IEnumerator<string> _lines = Text(withProvinces).Take(mostLines + 1).GetEnumerator();
    private int _read;
    private byte[] _left = [];
    private int _leftFrom;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length && (_leftFrom < _left.Length || NextLine()))
        {
            var piece = Math.Min(buffer.Length - written, _left.Length - _leftFrom);
            _left.AsSpan(_leftFrom, piece).CopyTo(buffer[written..]);
            (written, _leftFrom) = (written + piece, _leftFrom + piece);
        }

        return written;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool NextLine()
    {
        if (!_lines.MoveNext()) return false;

        (_left, _leftFrom) = (Encoding.UTF8.GetBytes(_lines.Current), 0);
        if (++_read % SampleEvery == 0) atEach?.Invoke(_read);
        return true;
    }

    private static IEnumerable<string> Text(bool withProvinces)
    {
        var town = 0;
        yield return "code,name,parent_code\n";
        for (var p = 11; p < 11 + Provinces; p++)
        {
            if (withProvinces) yield return $"{p},第{p}省,\n";
            for (var c = 1; c <= Cities; c++)
            {
                var city = $"{p}{c:00}00";
                yield return $"{city},第{c}市,{p}\n";
                for (var d = 1; d <= Districts; d++)
                {
                    var district = $"{p}{c:00}{d:00}";
                    yield return $"{district},第{d}区,{city}\n";
                    for (var t = 1; t <= Towns; t++)
                    {
                        yield return $"{district}{t:000},第{t}街道办事处,{district}\n";
                        var communities = town++ < TownsWithOneMore ? Communities + 1 : Communities;
                        for (var n = 1; n <= communities; n++) yield return $"{district}{t:000}{n:000},第{n}社区居民委员会,{district}{t:000}\n";
                    }
                }
            }
        }
    }
}
