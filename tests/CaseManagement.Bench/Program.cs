using CaseManagement.Bench;

return args switch
{
    ["product-server", var provider, var connection, var port] => await Servers.ProductAsync(new(provider, connection), port),
    ["bare-server", var provider, var connection, var port, var team, var template] => await Servers.BareAsync(new(provider, connection), port, team, template),
    ["echo-server", var port] => await Servers.EchoAsync(port),
    _ => await Bench.RunAsync(Options.Read(args)),
};
