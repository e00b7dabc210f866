namespace CaseManagement.Domain.Injections;

/// <summary>The long-acting products that the service knows, each with the rows of its own label.</summary>
public sealed class Formulary(IEnumerable<Product> products)
{
    private readonly Dictionary<string, Product> _products = products.ToDictionary(product => product.Code, StringComparer.Ordinal);

    public IReadOnlyCollection<Product> Products => _products.Values;

    /// <summary>The same products by the labels in force on a day.</summary>
    public Formulary On(DateOnly day) => _products.Values.All(product => product.On(day) == product) ? this : new([.. _products.Values.Select(product => product.On(day))]);

    /// <summary>The product with this code; null where the formulary has none, which advice answers with <see cref="AdviceCode.NeedData"/>.</summary>
    public Product? Find(string? code) => code is null ? null : _products.GetValueOrDefault(code);
}
