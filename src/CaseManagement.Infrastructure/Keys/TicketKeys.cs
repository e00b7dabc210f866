using System.Text;
using System.Xml.Linq;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Infrastructure.Keys;

/// <summary>One key of ASP.NET Core's data protection, sealed.</summary>
internal sealed class DataProtectionKey
{
    public const int NameMaxLength = 200;

    private DataProtectionKey() { }

    public DataProtectionKey(string name, byte[] content) => (Name, Sealed) = (name, content);

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    public byte[] Sealed { get; private set; } = [];
}

/// <summary>Keeps the keys of cookies and tokens in the database, so that every node reads what another has written and a restart signs nobody out.</summary>
/// <remarks>The framework asks without waiting for answers, so this is the one place that does too. A key that cannot be opened is as good as none: its cookies are void, and a new key is made.</remarks>
internal sealed class TicketKeys(IServiceScopeFactory scopes, KeyRing keys) : IXmlRepository
{
    private readonly Envelope _envelope = new(keys, "tickets");

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<CaseDb>().Set<DataProtectionKey>().AsNoTracking().OrderBy(key => key.Id).ToList();

        return [.. rows.Select(row => _envelope.Open(row.Sealed, Encoding.UTF8.GetBytes(row.Name))).OfType<byte[]>().Select(content => XElement.Parse(Encoding.UTF8.GetString(content)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var content = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        db.Add(new DataProtectionKey(friendlyName, _envelope.Seal(content, Encoding.UTF8.GetBytes(friendlyName))));
        db.SaveChanges();
    }
}
