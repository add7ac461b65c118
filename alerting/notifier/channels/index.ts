import { z } from 'zod';
import type { Channel } from './channel.ts';
import { RobotDingtalkConfig, robotDingtalk } from './robot-dingtalk.ts';
import { RobotFeishuConfig, robotFeishu } from './robot-feishu.ts';
import { RobotWecomConfig, robotWecom } from './robot-wecom.ts';
import { SmsAliyunConfig, smsAliyun } from './sms-aliyun.ts';
import { SmsCmppConfig, smsCmpp } from './sms-cmpp.ts';
import { SmsHttpConfig, smsHttp } from './sms-http.ts';
import { SmsTencentConfig, smsTencent } from './sms-tencent.ts';
import { SmtpConfig, smtp } from './smtp.ts';
import { WebhookConfig, webhook } from './webhook.ts';

/** Every kind of channel, one line each here and in `openChannel`. */
export const ChannelConfig = z.discriminatedUnion('kind', [
  RobotDingtalkConfig,
  RobotFeishuConfig,
  RobotWecomConfig,
  SmsAliyunConfig,
  SmsCmppConfig,
  SmsHttpConfig,
  SmsTencentConfig,
  SmtpConfig,
  WebhookConfig,
]);
export type ChannelConfig = z.infer<typeof ChannelConfig>;

export function openChannel(config: ChannelConfig): Channel {
  switch (config.kind) {
    case 'robot-dingtalk':
      return robotDingtalk(config);
    case 'robot-feishu':
      return robotFeishu(config);
    case 'robot-wecom':
      return robotWecom(config);
    case 'sms-aliyun':
      return smsAliyun(config);
    case 'sms-cmpp':
      return smsCmpp(config);
    case 'sms-http':
      return smsHttp(config);
    case 'sms-tencent':
      return smsTencent(config);
    case 'smtp':
      return smtp(config);
    case 'webhook':
      return webhook(config);
    default:
      return config satisfies never;
  }
}
