import { z } from 'zod';
import type { Channel } from './channel.ts';
import { SmsCmppConfig, smsCmpp } from './sms-cmpp.ts';
import { SmsHttpConfig, smsHttp } from './sms-http.ts';
import { SmtpConfig, smtp } from './smtp.ts';

/** Every kind of channel, one line each here and in `openChannel`. */
export const ChannelConfig = z.discriminatedUnion('kind', [
  SmtpConfig,
  SmsHttpConfig,
  SmsCmppConfig,
]);
export type ChannelConfig = z.infer<typeof ChannelConfig>;

export function openChannel(config: ChannelConfig): Channel {
  switch (config.kind) {
    case 'smtp':
      return smtp(config);
    case 'sms-http':
      return smsHttp(config);
    case 'sms-cmpp':
      return smsCmpp(config);
    default:
      return config satisfies never;
  }
}
