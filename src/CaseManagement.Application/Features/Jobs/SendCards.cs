using CaseManagement.Domain.Cards;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Telling;

namespace CaseManagement.Application.Features.Jobs;

/// <summary>Cards that wait are checked, those in order go to the national platform, and its answers are taken: what fails, is refused or gets no answer in time comes back as work.</summary>
/// <remarks>
/// An attempt is written down before it is made, so that of two nodes one sends, and whoever is killed in the middle leaves a card that goes again under the same key. Each card that left has an audit entry of its own.
/// </remarks>
[Needs(Right.RunJobs)]
public sealed record SendCards : ICommand<JobCounts>;

internal sealed class SendCardsValidator : AbstractValidator<SendCards>;

internal sealed class SendCardsHandler(ICaseDb db, ISeals seals, CardBook book, INationalPlatform platform, NoticePatience patience, Standards standards, IActor actor, TimeProvider clock) : IRequestHandler<SendCards, JobCounts>
{
    private const int PageSize = 100;
    private const int MostTimes = 5;

    private int _found, _done, _skipped, _failed;

    public async Task<JobCounts> Handle(SendCards command, CancellationToken ct)
    {
        await Each(card => card.State == CardState.ToCheck, Check, ct);
        if (platform.IsThere)
        {
            var now = clock.GetUtcNow();
            await Each(card => card.State == CardState.Ready && card.NextAt <= now, Send, ct);
            await TakeAnswers(ct);
        }

        if (ReportTimes.LastUnanswered(clock.Today(), standards.Calendar, day => standards.On(day).Deadlines[ReportTimes.AnswerKey]) is { } day && Clock.EndOf(day) is var before)
            await Each(card => card.State == CardState.Sent && card.ToldAt == null && card.SentAt < before, Tell, ct);

        if (_found == 0) db.Pending = null; // it runs every minute: where nothing was done, nobody would look for it
        return new JobCounts(_found, _done, _skipped, _failed);
    }

    private async Task Each(System.Linq.Expressions.Expression<Func<NationalCard, bool>> which, Func<NationalCard, CancellationToken, Task<bool>> step, CancellationToken ct)
    {
        for (NationalCardId? after = null; ;)
        {
            var due = db.NationalCards.AsNoTracking().Where(which).Where(card => !db.Quarantine.Any(row => row.Job == nameof(SendCards) && row.ClearedAt == null && row.CaseId == card.CaseId));
            if (after is { } last) due = due.Where(card => card.Id > last);
            var page = await due.OrderBy(card => card.Id).Select(card => new { card.Id, card.CaseId }).Take(PageSize).ToListAsync(ct);
            if (page.Count == 0) return;

            await Began(ct);
            foreach (var row in page) await One(row.CaseId, async () => await db.NationalCards.Where(which).FirstOrDefaultAsync(card => card.Id == row.Id, ct) is { } card && await step(card, ct), ct);
            after = page[^1].Id;
        }
    }

    /// <summary>The entry of the run by itself, before the work forgets it.</summary>
    private async Task Began(CancellationToken ct)
    {
        if (_found == 0) await db.SaveChangesAsync(ct);
    }

    /// <summary>One card at a time: what somebody changed meanwhile is left for the next run, and what cannot be done is set aside and stops no other.</summary>
    private async Task One(ManagedCaseId caseId, Func<Task<bool>> work, CancellationToken ct)
    {
        _found++;
        try
        {
            if (await work()) _done++;
            else _skipped++;
        }
        catch (ChangedMeanwhileException)
        {
            _skipped++;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _failed++;
            db.Forget();
            db.Pending = null;
            db.Quarantine.Add(new QuarantinedRow(nameof(SendCards), caseId, (fault as RuleBrokenException)?.Code ?? fault.GetType().Name, clock.GetUtcNow()));
            await db.SaveChangesAsync(ct);
        }
        finally
        {
            db.Forget();
        }
    }

    private async Task<bool> Check(NationalCard card, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(card.CaseId, expectedVersion: null, ct);
        var sheet = await db.SheetAsync(seals, book, card, managed, clock, ct);
        card.Checked(sheet, managed, standards, clock);
        await db.SaveChangesAsync(ct);

        return true;
    }

    /// <summary>Somebody looks into it, or sends it again; the answer, whenever it comes, settles it.</summary>
    private async Task<bool> Tell(NationalCard card, CancellationToken ct)
    {
        var managed = await db.Cases.FindOrThrowAsync(card.CaseId, expectedVersion: null, ct);
        card.TellUnanswered(clock.GetUtcNow());
        managed.CardCameBack(card, CardTrouble.Unanswered, standards, clock.Today());
        await db.SaveChangesAsync(ct);

        return true;
    }

    private async Task<bool> Send(NationalCard card, CancellationToken ct)
    {
        var managed = await db.Cases.AsNoTracking().FirstAsync(managed => managed.Id == card.CaseId, ct);
        if (await db.SheetAsync(seals, book, card, managed, clock, ct) is not { Faults.Count: 0 } sheet) // what it is put together from was changed since
        {
            card.LookAgain();
            await db.SaveChangesAsync(ct);
            return false;
        }

        var document = await db.Patients.Where(patient => patient.Id == managed.PatientId).Select(patient => patient.Document).FirstAsync(ct);
        card.Begin(clock.GetUtcNow(), patience, CardFields.Kept(CardFields.Of(sheet, document, book.On(card.HappenedOn))));
        await db.SaveChangesAsync(ct);
        var fault = await Try(new CardLetter(card.Id, card.Kind, card.Purpose, card.ReplacesId, card.HappenedOn, sheet.Entries), ct);
        if (fault is null)
        {
            await Left(card, ct);
            return true;
        }

        _failed++;
        card.Stayed(fault);
        await db.SaveChangesAsync(ct);

        return false;
    }

    /// <summary>That it left is kept whatever somebody did to it meanwhile.</summary>
    private async Task Left(NationalCard card, CancellationToken ct)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                card.Left(clock.GetUtcNow());
                var entry = AuditEntry.Draft(new SendCards(), AuditKind.Command, actor, clock);
                entry.About(card.CaseId, $"national-card:{card.Id.Value}");
                db.Pending = entry;
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (ChangedMeanwhileException) when (time < MostTimes)
            {
                db.Forget();
                card = await db.NationalCards.FirstAsync(other => other.Id == card.Id, ct);
            }
        }
    }

    private async Task<string?> Try(CardLetter letter, CancellationToken ct)
    {
        using var patienceEnds = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patienceEnds.CancelAfter(patience.Timeout);
        try
        {
            return await platform.SendAsync(letter, patienceEnds.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return NationalCard.TimedOut;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return $"fault-{fault.GetType().Name}";
        }
    }

    private async Task TakeAnswers(CancellationToken ct)
    {
        while (await platform.AnswersAsync(PageSize, ct) is { Count: > 0 } answers)
        {
            await Began(ct);
            var before = _failed + _skipped;
            foreach (var answer in answers)
            {
                var caseId = await db.NationalCards.Where(card => card.Id == answer.Key).Select(card => (ManagedCaseId?)card.CaseId).FirstOrDefaultAsync(ct);
                await One(caseId ?? default, () => Take(answer, ct), ct);
            }

            if (_failed + _skipped - before == answers.Count) return; // none could be taken: the next run tries again
        }
    }

    /// <summary>Kept first and given back after: an answer that comes twice changes nothing the second time. One to a card that nobody here has sent is put aside for somebody to look at.</summary>
    /// <returns>False where it was put aside, or could not be given back: the next run finds it again.</returns>
    private async Task<bool> Take(CardAnswer answer, CancellationToken ct)
    {
        var card = await db.NationalCards.FirstOrDefaultAsync(card => card.Id == answer.Key, ct);
        if (card is not { WasTried: true })
        {
            await GiveBack(platform.SetAsideAsync, answer, ct);
            return false;
        }

        if (card.Answer(answer.Accepted, answer.Code, answer.At))
        {
            var managed = await db.Cases.FindOrThrowAsync(card.CaseId, expectedVersion: null, ct);
            if (!answer.Accepted) NationalCard.AimAnew(await db.NationalCards.Where(other => other.CaseId == card.CaseId && other.Kind == card.Kind && other.ThreadId == card.ThreadId).ToListAsync(ct));
            if (card.State == CardState.Refused) managed.CardCameBack(card, CardTrouble.Refused, standards, clock.Today());
            else if (card.State == CardState.Accepted) managed.CardWasMended(card, standards, clock.Today());
            await db.SaveChangesAsync(ct);
        }

        return await GiveBack(platform.TakenAsync, answer, ct);
    }

    /// <summary>What goes wrong with a file is no fault of the patient's card: it stays as it was kept, and the next run tries again.</summary>
    private static async Task<bool> GiveBack(Func<CardAnswer, CancellationToken, Task> give, CardAnswer answer, CancellationToken ct)
    {
        try
        {
            await give(answer, ct);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
