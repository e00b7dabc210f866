using CaseManagement.Application.Features.Exits;
using CaseManagement.Domain.Cases;

namespace CaseManagement.Web.Pages.Cases;

/// <summary>A form that asks for a reason, and for a yes or no where there are two buttons.</summary>
internal sealed record ExitForm(Guid CaseId, long Version, CaseAct Act, string Title, string Yes, string? No = null)
{
    public bool AsksDay { get; init; }

    public Guid? ExitId { get; init; }
}

/// <summary>Somebody outside was told, and whether the reader may say that it was a mistake.</summary>
internal sealed record ToldLine(Guid CaseId, ToldRow Told, bool MayCancel);
