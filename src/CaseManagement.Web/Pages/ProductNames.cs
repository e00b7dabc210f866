using System.Globalization;
using CaseManagement.Domain.Injections;

namespace CaseManagement.Web.Pages;

/// <summary>A product in the reader's language; its code where the formulary no longer has it.</summary>
internal static class ProductNames
{
    public static string Name(this Product product) => Texts.AreChinese ? product.Identity.Brand.Zh : product.Identity.Brand.En;

    public static string Molecule(this Product product) => Texts.AreChinese ? product.Identity.Molecule.Zh : product.Identity.Molecule.En;

    public static string Maker(this Product product) => Texts.AreChinese ? product.Identity.Maker.Zh : product.Identity.Maker.En;

    public static string NameOf(this Formulary formulary, string code) => formulary.Find(code)?.Name() ?? code;

    public static string UnitOf(this Formulary formulary, string code) => formulary.Find(code)?.Unit() ?? "";

    public static string Unit(this Product product) => UnitIn(CultureInfo.CurrentUICulture, product.Identity.Unit);

    /// <summary>The unit of doses as people write it; one without a word of its own is written the same everywhere.</summary>
    public static string UnitIn(CultureInfo language, string unit) => unit == "mg-eq" ? Texts.In(language, "unit.mg-eq") : unit;
}
