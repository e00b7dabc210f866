using CaseManagement.Web.Verbs;

return await CommandLine.RunAsync(args);
