using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>Whatever waits in the outbox and is due is tried once; what is refused waits longer each time, until it is given up.</summary>
/// <remarks>
/// An attempt is written down before it is made: of two nodes the slower one finds the row changed and leaves it, and whoever is killed in the middle leaves a row that is tried again under the same key.
/// </remarks>
[Needs(Right.RunJobs)]
public sealed record SendNotices : ICommand<JobCounts>;

internal sealed class SendNoticesValidator : AbstractValidator<SendNotices>;

internal sealed class SendNoticesHandler(ICaseDb db, ISeals seals, INoticeReceipts receipts, IEnumerable<INoticeSender> senders, NoticePatience patience, TimeProvider clock) : IRequestHandler<SendNotices, JobCounts>
{
    private const int PageSize = 20; // so many are on their way at the same time

    public async Task<JobCounts> Handle(SendNotices command, CancellationToken ct)
    {
        var (found, sent, skipped, failed) = (0, 0, 0, 0);
        for (NoticeId? after = null; ;)
        {
            var page = await Due(after, ct);
            if (page.Count == 0)
            {
                db.Pending = null; // it runs every minute: where nothing was to be sent, nothing was done that anybody would look for
                return new JobCounts(found, sent, skipped, failed);
            }
            if (found == 0) await db.SaveChangesAsync(ct); // the audit entry by itself: it is about no single notice

            found += page.Count;
            var begun = new List<NoticeLetter>();
            foreach (var id in page)
                if (await Begin(id, ct) is { } letter) begun.Add(letter);

            var outcomes = await Task.WhenAll(begun.Select(async letter => (letter, Fault: await Try(letter, ct))));
            foreach (var (letter, fault) in outcomes)
            {
                if (await Mark(letter, fault, ct) && fault is not null) failed++;
                else if (fault is null) sent++;
            }

            skipped += page.Count - begun.Count;
            after = page[^1];
        }
    }

    private Task<List<NoticeId>> Due(NoticeId? after, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var waiting = db.Notices.Where(notice => notice.State == NoticeState.Waiting && notice.NextAt <= now);
        if (after is { } last) waiting = waiting.Where(notice => notice.Id > last);

        return waiting.OrderBy(notice => notice.Id).Select(notice => notice.Id).Take(PageSize).ToListAsync(ct);
    }

    /// <returns>Null where somebody else has it, or nobody is to be reached any more.</returns>
    private async Task<NoticeLetter?> Begin(NoticeId id, CancellationToken ct)
    {
        db.Forget();
        var now = clock.GetUtcNow();
        if (await db.Notices.FirstOrDefaultAsync(notice => notice.Id == id && notice.State == NoticeState.Waiting && notice.NextAt <= now, ct) is not { } notice) return null;

        var routes = await db.NoticeRoutes.AsNoTracking().Where(route => route.EndedAt == null && route.Party == notice.Party && route.Channel == notice.Channel).ToListAsync(ct);
        var route = NoticeRoute.Narrowest(routes, notice.Party, notice.Channel, notice.AreaCode);
        notice.Begin(now, patience);
        if (route is null) notice.Failed("no-route", patience with { MostAttempts = 0 }); // ended since: it waits for the administrator
        if (!await Saved(ct) || route is null) return null;

        return new(
            notice.Id, notice.Channel, NoticeText.Of(notice.Event), notice.Party, notice.CreatedAt, notice.Attempts, PathOf(notice), receipts.TokenFor(notice.Id),
            seals.Open(route.Address, route.Id), route.Secret is { } secret ? seals.Open(secret, route.Id) : null);
    }

    /// <summary>Whatever an attempt throws is a code in the row and stops no other notice.</summary>
    private async Task<string?> Try(NoticeLetter letter, CancellationToken ct)
    {
        var sender = senders.First(sender => sender.Channel == letter.Channel);
        using var patienceEnds = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patienceEnds.CancelAfter(patience.Timeout);
        try
        {
            return sender.MayGoTo(letter.Address) ? await sender.SendAsync(letter, patienceEnds.Token) : "address-refused";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "timeout";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return $"fault-{fault.GetType().Name}";
        }
    }

    /// <returns>False where the row was changed meanwhile: the receiver has acknowledged it, or another node has begun the next attempt. What they wrote stays, and that it arrived counts whoever sent it.</returns>
    private async Task<bool> Mark(NoticeLetter letter, string? fault, CancellationToken ct)
    {
        db.Forget();
        var notice = await db.Notices.FirstAsync(notice => notice.Id == letter.Key, ct);
        if (notice.State == NoticeState.Sent || (fault is not null && (notice.State != NoticeState.Waiting || notice.Attempts != letter.Attempt))) return false;

        if (fault is null) notice.Arrived(clock.GetUtcNow());
        else notice.Failed(fault.Length > Notice.FaultMaxLength ? fault[..Notice.FaultMaxLength] : fault, patience);

        return await Saved(ct);
    }

    private async Task<bool> Saved(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (ChangedMeanwhileException)
        {
            db.Forget();
            return false;
        }
    }

    private static string PathOf(Notice notice) => notice switch
    {
        { Event: NoticeEvent.ClueLate } => "/clues",
        { CaseId: null } => "/?alerts=true",
        { Event: NoticeEvent.CrisisStarted, CaseId: { } id } => $"/cases/{id.Value}/crises/{notice.EventId}",
        { CaseId: { } id } => $"/cases/{id.Value}/exits",
    };
}
