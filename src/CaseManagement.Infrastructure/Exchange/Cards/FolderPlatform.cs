using System.Text.Json;
using CaseManagement.Application.Ports;

namespace CaseManagement.Infrastructure.Exchange.Cards;

/// <summary>A folder between this system and whatever carries cards to the national platform: one document a card in <c>outgoing</c>, one an answer in <c>answers</c>.</summary>
/// <remarks>
/// A document appears whole under its key and is never written over, so a card that is sent twice is there once. An answer that was taken is moved to <c>answers/taken</c>, one to a card that was not sent from here to <c>answers/unknown</c>, one that cannot be read to <c>answers/unreadable</c>; none of them is written over.
/// The documents hold names and numbers: only this system's own user may read the folder.
/// </remarks>
internal sealed class FolderPlatform(CardSettings settings, TimeProvider clock) : INationalPlatform
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MostAnswerBytes = 4096;

    /// <summary>Until then somebody may still be writing it.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(2);

    /// <summary>Nobody writes one document for so long.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    public bool IsThere => settings.Folder is not null;

    private string Outgoing => Made("outgoing");

    private string Answers => Made("answers");

    public async Task<string?> SendAsync(CardLetter letter, CancellationToken ct)
    {
        var (path, half) = (Path.Combine(Outgoing, $"{letter.Key.Value:N}.json"), Path.Combine(Outgoing, $".{letter.Key.Value:N}.{Guid.NewGuid():N}"));
        if (File.Exists(path)) return null;

        ClearHalves();
        try
        {
            await using (var file = new FileStream(half, Options())) await file.WriteAsync(CardDocument.Of(letter), ct);
            File.Move(half, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path)) // another server laid it down meanwhile
        {
        }
        finally
        {
            File.Delete(half);
        }

        return null;
    }

    /// <summary>What a server that was killed in the middle has left: it holds names and numbers, and nobody will finish it.</summary>
    private void ClearHalves()
    {
        foreach (var half in new DirectoryInfo(Outgoing).EnumerateFiles(".*").Where(half => clock.GetUtcNow() - half.LastWriteTimeUtc > Abandoned))
        {
            try
            {
                half.Delete();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) // another server clears it too; the next card tries again
            {
            }
        }
    }

    public async Task<IReadOnlyList<CardAnswer>> AnswersAsync(int most, CancellationToken ct)
    {
        var answers = new List<CardAnswer>();
        foreach (var file in new DirectoryInfo(Answers).EnumerateFiles("*.json").OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            if (answers.Count == most) break;
            try
            {
                if (await Read(file, ct) is { } answer) answers.Add(answer);
                else if ((clock.GetUtcNow() - file.LastWriteTimeUtc).Duration() > Young) Put(file.FullName, "unreadable");
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) // somebody holds it or has taken it: the others do not wait for it
            {
            }
        }

        return answers;
    }

    public Task TakenAsync(CardAnswer answer, CancellationToken ct)
    {
        Put(Path.Combine(Answers, answer.Receipt), "taken");
        return Task.CompletedTask;
    }

    public Task SetAsideAsync(CardAnswer answer, CancellationToken ct)
    {
        Put(Path.Combine(Answers, answer.Receipt), "unknown");
        return Task.CompletedTask;
    }

    private async Task<CardAnswer?> Read(FileInfo file, CancellationToken ct)
    {
        try
        {
            if (file.Length > MostAnswerBytes) return null;
            using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(file.FullName, ct));
            var root = document.RootElement;
            var at = root.TryGetProperty("at", out var said) ? said.GetDateTimeOffset() : clock.GetUtcNow();

            return new(new(root.GetProperty("card").GetGuid()), root.GetProperty("accepted").GetBoolean(), root.GetProperty("code").GetString() ?? "", at, file.Name);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private void Put(string file, string where)
    {
        var folder = Made(Path.Combine("answers", where));
        if (!File.Exists(file)) return;

        var place = Path.Combine(folder, Path.GetFileName(file));
        for (var number = 2; File.Exists(place); number++) place = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{number}{Path.GetExtension(file)}"); // an earlier answer of this name stays
        File.Move(file, place, overwrite: false);
    }

    private string Made(string name)
    {
        var path = Path.Combine(settings.Folder!, name);
        if (Directory.Exists(path)) return path;

        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Ours | UnixFileMode.UserExecute);
        return path;
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Ours;

        return options;
    }
}
