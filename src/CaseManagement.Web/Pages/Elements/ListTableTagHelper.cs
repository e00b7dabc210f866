using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CaseManagement.Web.Pages.Elements;

/// <summary>The one table of the pages, whose rows are cards where there is no room: <c>&lt;list-table label="…"&gt;&lt;column head="…" /&gt;&lt;row&gt;&lt;cell&gt;…&lt;/cell&gt;&lt;/row&gt;&lt;/list-table&gt;</c>. A page names its columns once and writes its rows.</summary>
/// <remarks>Each part says what it is: a row that is drawn as a card is none any more to the readers of screens of some phones.</remarks>
/// <param name="html">Draws the icon of what is said where it has no row.</param>
[HtmlTargetElement("list-table", Attributes = "label")]
public sealed class ListTableTagHelper(IHtmlHelper html) : TagHelper
{
    private readonly List<ColumnTagHelper> _columns = [];
    private bool _hasRows;
    private int _next;

    /// <summary>What it lists, for whoever cannot see what stands around it.</summary>
    public string Label { get; set; } = "";

    /// <summary>Why it is empty; one that a page shows only with rows says nothing.</summary>
    public string? None { get; set; }

    public string? WhatNow { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var drawing = Drawing.Of(View.HttpContext);
        var around = drawing.Table;
        drawing.Table = this;
        var rows = await output.GetChildContentAsync();
        drawing.Table = around;
        if (!_hasRows)
        {
            output.SuppressOutput();
            if (None is not null) output.Content.SetHtmlContent(await EmptyTagHelper.DrawAsync(html, View, None, WhatNow, Meaning.Calm));
            return;
        }

        output.TagName = "table";
        output.Attributes.SetAttribute("class", AttributeWords.Joined("list", output.Attributes.Said("class")));
        output.Attributes.SetAttribute("role", "table");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.SetHtmlContent("<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in _columns) output.Content.AppendHtml("<th scope=\"col\" role=\"columnheader\">").Append(column.Head).AppendHtml("</th>");
        output.Content.AppendHtml("</tr></thead><tbody role=\"rowgroup\">").AppendHtml(rows).AppendHtml("</tbody>");
    }

    internal void Has(ColumnTagHelper column) => _columns.Add(column);

    internal void BeginRow() => (_hasRows, _next) = (true, 0);

    /// <returns>Null where the page has written a cell too many: it is shown all the same, and a test of the sources finds it.</returns>
    internal ColumnTagHelper? NextColumn() => _next < _columns.Count ? _columns[_next++] : null;
}

/// <summary>A column of the table: its head, and what all its cells have in common.</summary>
[HtmlTargetElement("column", Attributes = "head")]
public sealed class ColumnTagHelper : TagHelper
{
    public string Head { get; set; } = "";

    /// <summary>Whether a cell says its head before itself on a card: where the value alone would not say what it is.</summary>
    public bool Named { get; set; }

    /// <summary>What each of its cells is.</summary>
    public string? Class { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Drawing.Of(View.HttpContext).Table!.Has(this);
        output.SuppressOutput();
    }
}

/// <summary>A row of the table.</summary>
[HtmlTargetElement("row")]
public sealed class RowTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Drawing.Of(View.HttpContext).Table!.BeginRow();
        output.TagName = "tr";
        output.Attributes.SetAttribute("role", "row");
    }
}

/// <summary>A cell of the row: that of the next column.</summary>
[HtmlTargetElement("cell")]
public sealed class CellTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var column = Drawing.Of(View.HttpContext).Table!.NextColumn();
        output.TagName = "td";
        if (column?.Class is not null) output.Attributes.SetAttribute("class", AttributeWords.Joined(column.Class, output.Attributes.Said("class")));
        if (column is { Named: true }) output.Attributes.SetAttribute("data-label", column.Head);
        output.Attributes.SetAttribute("role", "cell");
    }
}
