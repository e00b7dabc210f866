namespace CaseManagement.Infrastructure.Exchange;

/// <summary>Passes a file on as it is read, and tells now and then how many of its lines have gone by.</summary>
internal sealed class LinesRead(Stream file, int lines, Func<int, Task> tell) : Stream
{
    private const int TimesTold = 50; // as often as a bar is seen to move
    private int _read;
    private int _told;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await file.ReadAsync(buffer, cancellationToken);
        _read = Math.Min(lines, _read + buffer.Span[..count].Count((byte)'\n'));
        if (_read - _told > lines / TimesTold)
        {
            _told = _read;
            await tell(_read);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A file is read asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
