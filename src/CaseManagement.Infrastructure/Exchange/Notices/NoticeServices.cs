using CaseManagement.Application.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaseManagement.Infrastructure.Exchange.Notices;

internal static class NoticeServices
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.TryAddSingleton(NoticeSettings.Default);
        services.TryAddSingleton(provider => provider.GetRequiredService<NoticeSettings>().Patience);
        services.AddSingleton<INoticeSender, WebHook>();
        services.AddSingleton<INoticeSender, Mail>();
        services.AddSingleton<INoticeReceipts, Receipts>();
    }
}
