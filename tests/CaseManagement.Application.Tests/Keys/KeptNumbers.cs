using System.Text;
using CaseManagement.Application.Features.Patients;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace CaseManagement.Application.Tests.Keys;

/// <summary>Numbers that are easy to find again, and how a database file is searched for them.</summary>
internal static class KeptNumbers
{
    public const string IdNumber = "11010519491231002X";
    public const string Phone = "13912345601";
    public const string GuardianPhone = "13912345602";
    public const string SecondPhone = "13912345603";
    public const string CommitteePhone = "13912345604";

    public static readonly string[] All = [IdNumber, Phone, GuardianPhone, SecondPhone, CommitteePhone];

    public static RegisterPatient Registration { get; } = A.Registration() with
    {
        Document = IdentityDocument.ResidentIdCard,
        DocumentNumber = IdNumber,
        Sex = Sex.Female,
        BornOn = new(1949, 12, 31),
        Phone = Phone,
        Guardian = new GuardianInput("测试母", "母亲", GuardianPhone, SecondPhone, "东城大道2号"),
        Supplementary = new SupplementaryInput { CommitteeContact = "周主任", CommitteePhone = CommitteePhone },
    };

    /// <summary>Those of the numbers that stand somewhere in the file or its log.</summary>
    public static async Task<List<string>> In(string file)
    {
        var found = new List<string>();
        foreach (var part in new[] { file, file + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            found.AddRange(All.Where(number => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(number)) >= 0));
        }

        return found;
    }

    public static Task<ManagedCase> OnlyCase(Slice slice) => slice.Db(db => db.Cases.AsNoTracking().IgnoreAutoIncludes().SingleAsync());

    public static Task<Patient> OnlyPatient(Slice slice) => slice.Db(db => db.Patients.AsNoTracking().SingleAsync());
}
