namespace CaseManagement.Web.Tests;

/// <summary>The source files of the product, for tests of its structure.</summary>
internal static class Sources
{
    public static IEnumerable<(string File, string Text)> Of(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, "src", folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        select (file, File.ReadAllText(file));

    public static string Root { get; } = Up(AppContext.BaseDirectory);

    private static string Up(string folder) => File.Exists(Path.Combine(folder, "global.json")) ? folder : Up(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
