using CaseManagement.Domain.Cases;
using CaseManagement.Domain.Staff;

namespace CaseManagement.Application.Ports;

/// <summary>Under which name and key a browser keeps what somebody has typed and not yet saved.</summary>
/// <remarks>The browser keeps the sealed text and never the key: whoever finds the device needs the sign-in of the one who typed, and the right to see the case, to read it.</remarks>
public interface IDraftKeys
{
    DraftKey For(StaffId writer, ManagedCaseId about, string form);
}

/// <param name="Name">Says neither who wrote nor about whom.</param>
/// <param name="Key">For AES-256-GCM, in base 64.</param>
public sealed record DraftKey(string Name, string Key)
{
    public override string ToString() => Name;
}
