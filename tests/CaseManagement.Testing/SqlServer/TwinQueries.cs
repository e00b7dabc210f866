using System.Linq.Expressions;
using CaseManagement.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CaseManagement.Testing.SqlServer;

/// <summary>EF's own way from a query to its answer, with an ear at the place where the query is ready and nothing has been asked.</summary>
internal sealed class TwinQueryCompiler : QueryCompiler
{
    private readonly ICompiledQueryCacheKeyGenerator _keys;
    private readonly ICurrentDbContext _current;

    public TwinQueryCompiler(
        IQueryContextFactory contexts, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database, IDiagnosticsLogger<DbLoggerCategory.Query> logger,
        ICurrentDbContext current, IEvaluatableExpressionFilter filter, IModel model) : base(contexts, cache, keys, database, logger, current, filter, model) => (_keys, _current) = (keys, current);

    public override Expression ExtractParameters(
        Expression query, Dictionary<string, object?> parameters, IDiagnosticsLogger<DbLoggerCategory.Query> logger, bool compiledQuery = false, bool generateContextAccessors = false)
    {
        var extracted = base.ExtractParameters(query, parameters, logger, compiledQuery, generateContextAccessors);
        var services = _current.Context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!;
        services.GetRequiredService<ServerTwin>().Hear(_current.Context, extracted, parameters, _keys.GenerateCacheKey(extracted, async: false));

        return extracted;
    }
}

/// <summary>The same query over the tables of the other model.</summary>
internal sealed class TwinRoots(DbContext db, CaseDb twin) : ExpressionVisitor
{
    protected override Expression VisitExtension(Expression node) => node switch
    {
        FromSqlQueryRootExpression sql => new FromSqlQueryRootExpression(Of(sql.EntityType), sql.Sql == ((CaseDb)db).Engine.LockAuditHead ? twin.Engine.LockAuditHead : sql.Sql, Visit(sql.Argument)),
        SqlQueryRootExpression => node,
        EntityQueryRootExpression root => new EntityQueryRootExpression(Of(root.EntityType)),
        _ => base.VisitExtension(node),
    };

    private IEntityType Of(IEntityType type) => twin.Model.FindEntityType(type.Name) ?? twin.GetService<IAdHocMapper>().GetOrAddEntityType(type.ClrType);
}

/// <summary>In place of a program that asks and reads, the texts that it would ask with: the query's own, and one for each part that is read apart.</summary>
internal sealed class TwinStatements(ShapedQueryCompilingExpressionVisitorDependencies dependencies, RelationalShapedQueryCompilingExpressionVisitorDependencies relational) : IShapedQueryCompilingExpressionVisitorFactory
{
    public ShapedQueryCompilingExpressionVisitor Create(QueryCompilationContext queryCompilationContext) => new Visitor(dependencies, relational, queryCompilationContext);

    /// <summary>What a compiled query does when it is run.</summary>
    internal sealed class Generator(IReadOnlyList<Expression> statements, Func<Expression, RelationalCommandCache> commands)
    {
        public IReadOnlyList<string> Generate(QueryContext context) => [.. statements.Select(statement => commands(statement).GetRelationalCommandTemplate(new(context.Parameters)).CommandText)];
    }

    private sealed class Visitor(ShapedQueryCompilingExpressionVisitorDependencies dependencies, RelationalShapedQueryCompilingExpressionVisitorDependencies relational, QueryCompilationContext context)
        : ShapedQueryCompilingExpressionVisitor(dependencies, context)
    {
        private readonly RelationalOptionsExtension _options = RelationalOptionsExtension.Extract(context.ContextOptions);

        protected override Expression VisitExtension(Expression extensionExpression) => extensionExpression switch
        {
            ShapedQueryExpression shaped => Instead([shaped.QueryExpression, .. Parts.Of(shaped.ShaperExpression)]),
            UpdateExpression or DeleteExpression => Instead([extensionExpression]),
            _ => throw new NotSupportedException($"{extensionExpression.GetType().Name} is a kind of query that the twin does not know."),
        };

        protected override Expression VisitShapedQuery(ShapedQueryExpression shapedQueryExpression) => throw new NotSupportedException();

        private MethodCallExpression Instead(IReadOnlyList<Expression> statements) =>
            Expression.Call(Expression.Constant(new Generator(statements, Commands)), nameof(Generator.Generate), [], QueryCompilationContext.QueryContextParameter);

        private RelationalCommandCache Commands(Expression statement) => new(
            Dependencies.MemoryCache, relational.QuerySqlGeneratorFactory, relational.RelationalParameterBasedSqlProcessorFactory, statement, _options.UseRelationalNulls, _options.ParameterizedCollectionMode);
    }

    private sealed class Parts : ExpressionVisitor
    {
        private readonly List<Expression> _found = [];

        public static List<Expression> Of(Expression shaper)
        {
            var parts = new Parts();
            parts.Visit(shaper);

            return parts._found;
        }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is SelectExpression) return node;
            if (node is not RelationalSplitCollectionShaperExpression part) return base.VisitExtension(node);
            _found.Add(part.SelectExpression);
            Visit(part.InnerShaper);

            return node;
        }
    }
}
