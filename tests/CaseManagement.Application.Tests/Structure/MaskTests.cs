using System.Collections;
using CaseManagement.Application.Features.Accounts;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Application.Features.Support;
using CaseManagement.Application.Ports;
using CaseManagement.Domain;
using CaseManagement.Domain.Patients;
using MediatR;

namespace CaseManagement.Application.Tests.Structure;

/// <summary>What identifies a person leaves by the reveal, for a care group by its own list, and of those who are there to be called by the list of whom to call; every other answer can hold no more than its mask.</summary>
public sealed class MaskTests
{
    private static readonly Type[] Kept = [typeof(SealedText), typeof(LookupHash), typeof(LookupText), typeof(SealedNumber), typeof(IdNumber), typeof(Patient), typeof(Guardian), typeof(SupplementaryForm)];
    private static readonly string[] Identifying = ["DocumentNumber", "IdNumber", "Phone", "Address"];
    private static readonly string[] OfPlaces = ["AddressKeywords", "TeamPhone"];

    /// <summary>Where one's own account was used from, and where its authenticator is set up: no patient's address.</summary>
    private static readonly Type[] OfTheReader = [typeof(IReadOnlyList<SessionRow>), typeof(SecondFactorKey)];

    [Fact]
    public void Given_every_answer_When_it_is_read_to_its_last_member_Then_it_holds_no_number_and_no_address_in_plain()
    {
        var members = Answers().Except([typeof(IdentityRevealed), typeof(SupportedList), typeof(CaseSupport), .. OfTheReader]).SelectMany(answer => Members(answer, [])).ToList();

        Assert.True(members.Count > 100);
        Assert.Contains(members, member => member.Type == typeof(Masked));
        Assert.DoesNotContain(members, member => Kept.Contains(member.Type));
        Assert.DoesNotContain(members, member => Identifying.Any(word => member.Name.Contains(word, StringComparison.Ordinal)) && !OfPlaces.Contains(member.Name) && member.Type != typeof(Masked));
    }

    [Fact]
    public void Given_the_reveal_When_it_is_read_the_same_way_Then_it_is_seen_to_hold_them() =>
        Assert.Contains(Members(typeof(IdentityRevealed), []), member => member == ("DocumentNumber", typeof(string)));

    private static IEnumerable<Type> Answers() =>
        from type in typeof(UseCases).Assembly.GetTypes()
        where type is { IsAbstract: false, IsInterface: false }
        from face in type.GetInterfaces()
        where face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<>)
        select face.GetGenericArguments()[0];

    private static IEnumerable<(string Name, Type Type)> Members(Type type, HashSet<Type> seen)
    {
        foreach (var property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            foreach (var held in Held(property.PropertyType))
            {
                yield return (property.Name, held);
                if (held.Assembly != typeof(Rule).Assembly && held.Assembly != typeof(UseCases).Assembly || !seen.Add(held)) continue;
                foreach (var member in Members(held, seen)) yield return member;
            }
        }
    }

    private static IEnumerable<Type> Held(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? [value]
        : type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && type.IsGenericType ? type.GetGenericArguments()
        : [type];
}
