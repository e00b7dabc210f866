using CaseManagement.Application.Features.CasePlans;
using CaseManagement.Domain.CasePlans;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A case plan as a form sends it; rows that were left empty are no rows.</summary>
public sealed class PlanInput
{
    private const int LeastRows = 2;

    /// <summary>Of the plan that is changed; null where one is begun.</summary>
    public Guid? PlanId { get; set; }

    public string? Situation { get; set; }

    public List<MemberRow> Members { get; set; } = [];

    public List<GoalRow> Goals { get; set; } = [];

    public Signer? Signer { get; set; }

    public string? SignerName { get; set; }

    public string? Relation { get; set; }

    public DateOnly? AgreedOn { get; set; }

    public DateOnly? NextReviewOn { get; set; }

    public string? Reason { get; set; }

    public long Version { get; set; }

    internal Signature Agreed => new(Signer ?? default, SignerName ?? "", Relation, AgreedOn ?? default);

    internal CasePlanContent Content()
    {
        var members = Members.Where(member => !member.IsEmpty).ToList();
        return new(
            string.IsNullOrWhiteSpace(Situation) ? null : Situation,
            [.. members.Select(member => new PlanMember(member.Name ?? "", member.Role ?? "", member.Institution))],
            [.. Goals.Where(goal => !goal.IsEmpty).Select(goal => new PlanGoal(goal.Area ?? default, goal.Text ?? "", [.. goal.Measures.Where(measure => !measure.IsEmpty).Select(Measure)], goal.No))]);

        // Whoever does it is named by the place of the row on the page, which empty rows before it do not count for.
        PlanMeasure Measure(MeasureRow row) => new(row.What ?? "", row.Who is { } who && who >= 1 && who <= Members.Count ? members.IndexOf(Members[who - 1]) + 1 : 0, row.ByOn ?? default, row.No);
    }

    internal static PlanInput Of(CasePlanSheet sheet)
    {
        if (sheet.InForce is not { } plan) return new() { Version = sheet.Version };

        return new()
        {
            PlanId = plan.Id.Value,
            Situation = plan.Situation,
            Members = [.. plan.Members.Select(member => new MemberRow { Name = member.Name, Role = member.Role, Institution = member.Institution })],
            Goals = [.. plan.Goals.Select(goal => new GoalRow { No = goal.No, Area = goal.Area, Text = goal.Text, Measures = [.. goal.Measures.Select(measure => new MeasureRow { No = measure.No, What = measure.What, Who = measure.Who, ByOn = measure.ByOn })] })],
            Version = sheet.Version,
        };
    }

    /// <summary>Empty rows after what there is, so that more can be written without a script.</summary>
    internal void MakeRoom()
    {
        Fill(Members, LeastRows);
        Fill(Goals, 1);
        foreach (var goal in Goals) Fill(goal.Measures, 1);

        static void Fill<TRow>(List<TRow> rows, int more) where TRow : PlanRow, new()
        {
            for (var free = rows.AsEnumerable().Reverse().TakeWhile(row => row.IsEmpty).Count(); free < more || rows.Count < LeastRows; free++) rows.Add(new());
        }
    }
}

/// <summary>One row of the form of a plan.</summary>
public abstract class PlanRow
{
    internal abstract bool IsEmpty { get; }

    private protected static bool AreEmpty(params string?[] texts) => Array.TrueForAll(texts, string.IsNullOrWhiteSpace);
}

/// <summary>Who carries the plan, as a form sends it.</summary>
public sealed class MemberRow : PlanRow
{
    public string? Name { get; set; }

    public string? Role { get; set; }

    public string? Institution { get; set; }

    internal override bool IsEmpty => AreEmpty(Name, Role, Institution);
}

/// <summary>One goal, as a form sends it.</summary>
public sealed class GoalRow : PlanRow
{
    public int? No { get; set; }

    public PlanArea? Area { get; set; }

    public string? Text { get; set; }

    public List<MeasureRow> Measures { get; set; } = [];

    internal override bool IsEmpty => AreEmpty(Text) && (No is not null || Area is null) && Measures.TrueForAll(measure => measure.IsEmpty);
}

/// <summary>One measure, as a form sends it.</summary>
public sealed class MeasureRow : PlanRow
{
    public int? No { get; set; }

    public string? What { get; set; }

    public int? Who { get; set; }

    public DateOnly? ByOn { get; set; }

    internal override bool IsEmpty => AreEmpty(What) && (No is not null || (Who is null && ByOn is null)); // emptying what was written strikes it out; a new row that is half filled in is asked about
}
