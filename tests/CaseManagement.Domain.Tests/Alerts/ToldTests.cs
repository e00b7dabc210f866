using CaseManagement.Domain.Alerts;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Alerts;

public sealed class ToldTests
{
    // Columns: what tells the team, its leader, the office, the care group, the specialist.
    [Theory]
    [InlineData(StaffRole.CareTeamMember, true, false, false, true, false)]
    [InlineData(StaffRole.TeamLeader, true, true, false, true, false)]
    [InlineData(StaffRole.PreventionOffice, true, true, true, true, true)]
    [InlineData(StaffRole.CareGroupMember, false, false, false, true, false)]
    [InlineData(StaffRole.Psychiatrist, false, false, false, false, true)]
    [InlineData(StaffRole.Administrator, false, false, false, false, false)]
    [InlineData(StaffRole.Timetable, false, false, false, false, false)]
    public void Given_an_alert_When_somebody_would_answer_it_Then_it_is_theirs_where_it_tells_them_or_somebody_below(StaffRole role, bool team, bool leader, bool office, bool group, bool specialist)
    {
        ToldRole[] told = [ToldRole.CareTeam, ToldRole.TeamLeader, ToldRole.PreventionOffice, ToldRole.CareGroup, ToldRole.Specialist];

        var may = told.Select(tells => Told.MayAnswer(role, tells));

        Assert.Equal([team, leader, office, group, specialist], may);
        Assert.Equal(Enum.GetValues<ToldRole>(), told);
    }

    [Fact]
    public void Given_all_roles_When_the_table_is_read_Then_none_is_left_out() => Assert.Equal(7, Enum.GetValues<StaffRole>().Length);

    [Fact]
    public void Given_every_role_and_alert_When_it_is_handed_over_Then_only_by_who_has_it_or_stands_above_or_beside_when_nobody_has_it()
    {
        foreach (var role in Enum.GetValues<StaffRole>())
            foreach (var tells in Enum.GetValues<ToldRole>())
            {
                Assert.True(Told.MayHandOver(role, tells, isTheirs: true, isInOtherHands: false));
                Assert.Equal(Told.MayAnswer(role, tells), Told.MayHandOver(role, tells, isTheirs: false, isInOtherHands: false));
                Assert.Equal(Told.MayAnswer(role, tells) && Told.Of(role) != tells, Told.MayHandOver(role, tells, isTheirs: false, isInOtherHands: true));
            }
    }
}
