using System.Net;
using CaseManagement.Application.Features.Access;
using CaseManagement.Testing;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Web.Tests.Pages;

/// <summary>Setting out, from the page of the case and from the group's list.</summary>
public sealed class CirclePageTests
{
    [Fact]
    public async Task Given_no_time_or_one_that_cannot_be_read_When_somebody_sets_out_Then_it_is_refused_on_both_pages_and_no_time_is_guessed()
    {
        await using var slice = await Slice.CreateAsync(new(2026, 3, 2));
        var caseId = (await slice.Send(A.Registration())).CaseId;
        await slice.Send(new AssignCareGroup(caseId, slice.Town.Group.Id, new(2026, 12, 31)));
        await using var doctor = await Site.OpenAsync(slice);
        await using var volunteer = await Site.OpenAsync(slice, slice.Town.Volunteer.Code);

        List<string> answers = [];
        foreach (var time in (string[])["", "下午"])
        {
            answers.Add(await doctor.Post($"/cases/{caseId.Value}/support", "SetOut", new() { ["Input.BackBy"] = time }, HttpStatusCode.BadRequest));
            answers.Add(await volunteer.Post("/support", "SetOut", new() { ["BackBy"] = time }, HttpStatusCode.BadRequest));
        }

        Assert.All(answers, answer => Assert.Contains("参数没有填或写法不对：日期、时间或数字", answer, StringComparison.Ordinal));
        Assert.Equal(0, await slice.Db(db => db.Outings.CountAsync()));
    }
}
