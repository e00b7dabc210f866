using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Pages;

/// <summary>A product in the reader's language; its code where the formulary no longer has it.</summary>
internal static class ProductNames
{
    public static string Name(this Product product) => Texts.AreChinese ? product.Identity.Brand.Zh : product.Identity.Brand.En;

    public static string Molecule(this Product product) => Texts.AreChinese ? product.Identity.Molecule.Zh : product.Identity.Molecule.En;

    public static string Maker(this Product product) => Texts.AreChinese ? product.Identity.Maker.Zh : product.Identity.Maker.En;

    public static string NameOf(this Formulary formulary, string code) => formulary.Find(code)?.Name() ?? code;

    public static string UnitOf(this Formulary formulary, string code) => formulary.Find(code)?.Identity.Unit ?? "";
}
