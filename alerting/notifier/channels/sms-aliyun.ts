import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Channel, Delivery } from './channel.ts';
import { CloudTemplates, filled } from './cloud-template.ts';
import { postJson } from './http-json.ts';
import { reaches } from './reaches.ts';

export const SmsAliyunConfig = z.strictObject({
  kind: z.literal('sms-aliyun'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  url: z.url({ protocol: /^https?$/ }).default('https://dysmsapi.aliyuncs.com/'),
  keyId: z.string().min(1),
  keySecretFile: z.string(),
  /** Approved signature, without its brackets. */
  sign: z.string().min(2).max(16),
  templates: CloudTemplates,
});
export type SmsAliyunConfig = z.infer<typeof SmsAliyunConfig>;

/** Codes that are a limit or a fault of theirs, not a refusal of this message. */
const busy = /^(isv\.BUSINESS_LIMIT_CONTROL|isp\.|Throttling|ServiceUnavailable|InternalError)/;

/** SMS by Alibaba Cloud (dysmsapi 2017-05-25), signed as its RPC style wants. */
export function smsAliyun(config: SmsAliyunConfig): Channel {
  const { name, url, keyId, keySecretFile, sign, templates } = config;
  return {
    name,
    medium: 'sms',
    async send(message, signal) {
      const given = filled(message, templates);
      if ('refused' in given) return { outcome: 'rejected', reason: given.refused };
      const query = {
        ...{ AccessKeyId: keyId, Action: 'SendSms', Format: 'JSON', Version: '2017-05-25' },
        ...{ SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', SignatureNonce: randomUUID() },
        Timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        ...{ PhoneNumbers: given.to.replace(/^\+86/, ''), SignName: sign, OutId: message.id },
        ...{ TemplateCode: given.code, RegionId: 'cn-hangzhou' },
        TemplateParam: JSON.stringify(Object.fromEntries(given.values)),
      };
      const secret = readFileSync(keySecretFile, 'utf8').trim();
      const body = signedQuery(query, { secret, method: 'POST' });
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return postJson({ url, headers, body }, signal, meaning);
    },
    probe: (signal) => reaches(new URL(url), signal),
    close: () => {},
  };
}

function meaning({ Code: code, Message: words, BizId: id }: Record<string, unknown>): Delivery {
  if (code === 'OK')
    return { outcome: 'sent', ...(typeof id === 'string' ? { providerId: id } : {}) };
  const reason = `expected Code OK, got ${String(code)}: ${String(words).slice(0, 200)}`;
  return { outcome: busy.test(String(code)) ? 'retry' : 'rejected', reason };
}

/** The parameters, sorted and signed (HMAC-SHA1 over method, path and parameters, each encoded twice). */
export function signedQuery(
  query: Readonly<Record<string, string>>,
  { secret, method }: { secret: string; method: 'GET' | 'POST' },
): string {
  const text = Object.entries(query)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .join('&');
  const toSign = `${method}&${encoded('/')}&${encoded(text)}`;
  const signature = createHmac('sha1', `${secret}&`).update(toSign).digest('base64');
  return `Signature=${encoded(signature)}&${text}`;
}

/** RFC 3986: what encodeURIComponent leaves is encoded, too. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
