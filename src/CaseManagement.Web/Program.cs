using CaseManagement.Infrastructure;
using CaseManagement.Infrastructure.Jobs;
using CaseManagement.Infrastructure.Persistence;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddCaseManagement(builder.Configuration.GetConnectionString("CaseManagement") ?? "Data Source=case-management.db", builder.Configuration["AutoMapper:LicenseKey"]);
builder.Services.AddTimetable();
builder.Services.AddRazorPages();

var app = builder.Build();
await app.Services.GetRequiredService<Schema>().MigrateAsync(CancellationToken.None);
app.UseStaticFiles();
app.MapRazorPages();
await app.RunAsync();
