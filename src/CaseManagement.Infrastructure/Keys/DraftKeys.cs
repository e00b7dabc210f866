using System.Security.Cryptography;
using System.Text;
using CaseManagement.Application.Ports;
using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>Derived from the newest key of the ring, so that no draft has a key anywhere: after a rotation an older draft is no longer read.</summary>
internal sealed class DraftKeys(KeyRing ring) : IDraftKeys
{
    private readonly byte[] _secret = ring.Derive("draft", ring.Current);

    public DraftKey For(StaffId writer, ManagedCaseId about, string form) =>
        new(Convert.ToHexStringLower(Of("name", writer, about, form)), Convert.ToBase64String(Of("key", writer, about, form)));

    private byte[] Of(string use, StaffId writer, ManagedCaseId about, string form) =>
        HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{use}|{writer.Value:N}|{about.Value:N}|{form}"));
}
