using CaseManagement.Domain.Places;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Domain.Tests.Places;

public sealed class GridProposalTests
{
    private const string Community = "441900003001";

    private static Grid AGrid(string local, params string[] keywords) => new($"{Community}-{local}", local, keywords, CareTeamId.New(), null, null);

    [Fact]
    public void Given_a_community_with_one_grid_When_asked_Then_it_is_that_one()
    {
        var proposal = GridProposal.For(Community, "东城大道1号", [AGrid("01", "莞龙路")]);

        Assert.Equal(($"{Community}-01", "grid.only-one"), (proposal.GridCode, proposal.Reason));
    }

    [Fact]
    public void Given_two_grids_When_the_address_names_a_street_of_one_Then_it_is_that_one_and_says_by_which_word()
    {
        var proposal = GridProposal.For(Community, "莞龙路18号3栋", [AGrid("01", "东城大道"), AGrid("02", "莞龙路")]);

        Assert.Equal(($"{Community}-02", "grid.keyword"), (proposal.GridCode, proposal.Reason));
        Assert.Equal(["莞龙路"], proposal.Keywords);
    }

    [Fact]
    public void Given_two_grids_When_the_address_decides_nothing_or_both_alike_Then_a_person_chooses()
    {
        Assert.Equal((null, "grid.ambiguous"), Of(GridProposal.For(Community, "不详", [AGrid("01", "东城大道"), AGrid("02", "莞龙路")])));
        Assert.Equal((null, "grid.ambiguous"), Of(GridProposal.For(Community, "东城路口", [AGrid("01", "东城"), AGrid("02", "路口")])));
        Assert.Equal((null, "grid.none"), Of(GridProposal.For("441900003002", "东城大道", [AGrid("01", "东城大道")])));
    }

    [Fact]
    public void Given_the_same_grids_in_another_order_When_asked_Then_the_answer_is_the_same()
    {
        Grid[] grids = [AGrid("01", "东城大道"), AGrid("02", "莞龙路", "莞龙"), AGrid("03", "花园")];

        var one = GridProposal.For(Community, "莞龙路花园8号", grids);
        var other = GridProposal.For(Community, "莞龙路花园8号", grids.Reverse());

        Assert.Equal(one.GridCode, other.GridCode);
        Assert.Equal($"{Community}-02", one.GridCode);
    }

    private static (string?, string) Of(GridProposal proposal) => (proposal.GridCode, proposal.Reason);
}
