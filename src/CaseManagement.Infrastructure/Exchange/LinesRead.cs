namespace CaseManagement.Infrastructure.Exchange;

/// <summary>Passes a file on as it is read, and tells now and then how many of its lines have gone by.</summary>
internal sealed class LinesRead(Stream file, int lines, Func<int, Task> tell) : PassedOn(file)
{
    private const int TimesTold = 50; // as often as a bar is seen to move
    private int _read;
    private int _told;

    protected override async ValueTask SeeAsync(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        _read = Math.Min(lines, _read + bytes.Span.Count((byte)'\n'));
        if (_read - _told <= lines / TimesTold) return;

        _told = _read;
        await tell(_read);
    }
}
