using CaseManagement.Application.Pipeline;
using CaseManagement.Domain.Staff;
using CaseManagement.Infrastructure.Reference;

namespace CaseManagement.Application.Tests.Pipeline;

public sealed class RightsTests
{
    private static readonly StaffRole[] Team = [StaffRole.CareTeamMember, StaffRole.TeamLeader];

    private static string Real => ReferenceCsv.Open("rights.csv").ReadToEnd();

    /// <summary>The table of who may do what, row by row; a care group's alerts come with the rights of its own.</summary>
    public static TheoryData<Right[], StaffRole[]> Table => new()
    {
        { [Right.Register, Right.RecordConsent, Right.SignAgreement, Right.AssignGrid], [.. Team, StaffRole.PreventionOffice] },
        { [Right.RecordFollowUp, Right.GiveInjection, Right.WriteCasePlan], Team },
        { [Right.AdviseAsSpecialist], [StaffRole.Psychiatrist] },
        { [Right.PrescribeInjection], [.. Team, StaffRole.Psychiatrist] },
        { [Right.SeeCase, Right.SeeWorklist, Right.AnswerAlert], [.. Team, StaffRole.Psychiatrist, StaffRole.PreventionOffice] },
        { [Right.UseDecisionSupport], [.. Team, StaffRole.Psychiatrist, StaffRole.PreventionOffice, StaffRole.Administrator] },
        { [Right.RevealIdentity], [.. Team, StaffRole.Psychiatrist, StaffRole.PreventionOffice] },
        { [Right.KeepKeys], [StaffRole.Timetable] },
        { [Right.RunJobs, Right.SetUpPlaces], [StaffRole.Administrator, StaffRole.Timetable] },
        { [Right.ManagePlaces], [StaffRole.PreventionOffice, StaffRole.Administrator] },
        { [Right.ManagePeople, Right.ManageJobs, Right.ClearQuarantine, Right.ChangeSettings], [StaffRole.Administrator] },
        { [Right.SeePlaces, Right.SeeRules], [.. Team, StaffRole.CareGroupMember, StaffRole.Psychiatrist, StaffRole.PreventionOffice, StaffRole.Administrator] },
    };

    [Theory, MemberData(nameof(Table))]
    public void Given_a_row_of_the_table_When_the_data_is_read_Then_these_roles_have_the_right_and_no_other(Right[] rights, StaffRole[] roles)
    {
        var read = RightsReader.Read();

        Assert.All(rights, right => Assert.Equal(roles.Order(), Enum.GetValues<StaffRole>().Where(role => read.Has(role, right))));
    }

    [Fact]
    public void Given_a_care_group_member_When_all_their_rights_are_asked_Then_none_opens_a_case()
    {
        var rights = RightsReader.Read().AllOf(StaffRole.CareGroupMember);

        Assert.Contains(Right.SeePlaces, rights);
        Assert.Empty(rights.Intersect([Right.SeeCase, Right.SeeWorklist, Right.RecordFollowUp]));
    }

    [Theory]
    [InlineData("register,yes,yes,", "register,yes,perhaps,", "line 6: 'perhaps'")]
    [InlineData("register,yes,yes,", "registers,yes,yes,", "line 6: 'registers' is no right")]
    [InlineData("register,yes,yes,", "see-case,yes,yes,", "line 6: 'see-case' comes twice")]
    [InlineData("timetable,says", "clock,says", "the column 'clock' is no role")]
    [InlineData("set-up-places", "4", "'4' is no right")]
    public void Given_a_broken_row_When_the_data_is_read_Then_the_service_does_not_start(string right, string wrong, string named)
    {
        Assert.Contains(right, Real);

        Assert.Contains(named, Refusal(Real.Replace(right, wrong)));
    }

    [Fact]
    public void Given_a_right_without_a_row_When_the_data_is_read_Then_it_is_named()
    {
        var lines = Real.Split('\n').Where(line => !line.StartsWith("run-jobs,", StringComparison.Ordinal)).ToList();

        Assert.Contains("the right 'run-jobs' has no row", Refusal(string.Join('\n', lines)));
    }

    [Fact]
    public void Given_a_role_without_a_column_When_the_data_is_read_Then_it_is_named()
    {
        var withoutTimetable = Real.Split('\n').Where(line => line.Length > 0).Select(line => string.Join(',', line.Split(',').Where((_, column) => column != 7)));

        Assert.Contains("there is no column 'timetable'", Refusal(string.Join('\n', withoutTimetable) + "\n"));
    }

    private static string Refusal(string csv) => Assert.Throws<InvalidDataException>(() => RightsReader.Read(new StringReader(csv))).Message;
}
