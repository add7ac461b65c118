import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Channel, Delivery } from './channel.ts';
import { CloudTemplates, filled } from './cloud-template.ts';
import { postJson } from './http-json.ts';
import { reaches } from './reaches.ts';

export const SmsTencentConfig = z.strictObject({
  kind: z.literal('sms-tencent'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  url: z.url({ protocol: /^https?$/ }).default('https://sms.tencentcloudapi.com/'),
  region: z.string().default('ap-guangzhou'),
  secretId: z.string().min(1),
  secretKeyFile: z.string(),
  appId: z.string().min(1),
  sign: z.string().min(2).max(16),
  templates: CloudTemplates,
});
export type SmsTencentConfig = z.infer<typeof SmsTencentConfig>;

const contentType = 'application/json; charset=utf-8';
const busy =
  /^(LimitExceeded|RequestLimitExceeded|InternalError|FailedOperation\.(InsufficientBalance|SystemBusy))/;

/** SMS by Tencent Cloud (sms 2021-01-11), signed with TC3-HMAC-SHA256. */
export function smsTencent(config: SmsTencentConfig): Channel {
  const { name, url, region, secretId, secretKeyFile, appId, sign, templates } = config;
  return {
    name,
    medium: 'sms',
    async send(message, signal) {
      const given = filled(message, templates);
      if ('refused' in given) return { outcome: 'rejected', reason: given.refused };
      const body = JSON.stringify({
        ...{ PhoneNumberSet: [given.to], SmsSdkAppId: appId, SignName: sign },
        ...{ TemplateId: given.code, TemplateParamSet: given.values.map(([, value]) => value) },
        SessionContext: message.id,
      });
      const seconds = Math.floor(Date.now() / 1000);
      const secretKey = readFileSync(secretKeyFile, 'utf8').trim();
      const headers = {
        'content-type': contentType,
        ...{ 'x-tc-action': 'SendSms', 'x-tc-version': '2021-01-11', 'x-tc-region': region },
        'x-tc-timestamp': String(seconds),
        authorization: tc3Authorization({
          ...{ secretId, secretKey, seconds, payload: body },
          ...{ host: new URL(url).host, service: 'sms' },
        }),
      };
      return postJson({ url, headers, body }, signal, meaning);
    },
    probe: (signal) => reaches(new URL(url), signal),
    close: () => {},
  };
}

const Answer = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string(), Message: z.string() }).optional(),
    SendStatusSet: z
      .array(z.object({ Code: z.string(), Message: z.string(), SerialNo: z.string().optional() }))
      .optional(),
  }),
});

function meaning(answer: Readonly<Record<string, unknown>>): Delivery {
  const read = Answer.safeParse(answer);
  if (!read.success) return { outcome: 'retry', reason: 'expected an answer of SendSms' };
  const { Error: error, SendStatusSet: [status] = [] } = read.data.Response;
  if (status?.Code === 'Ok') {
    return {
      outcome: 'sent',
      ...(status.SerialNo === undefined ? {} : { providerId: status.SerialNo }),
    };
  }
  const { Code: code, Message: words } = error ?? status ?? { Code: 'none', Message: 'no status' };
  const reason = `expected Ok, got ${code}: ${words.slice(0, 200)}`;
  return { outcome: busy.test(code) ? 'retry' : 'rejected', reason };
}

interface Tc3 {
  readonly secretId: string;
  readonly secretKey: string;
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly host: string;
  readonly service: string;
  readonly payload: string;
}

/** The header `Authorization` of a POST to `/`. */
export function tc3Authorization(given: Tc3): string {
  const { secretId, secretKey, seconds, host, service, payload } = given;
  const signedHeaders = 'content-type;host';
  const request = [
    ...['POST', '/', '', `content-type:${contentType}`, `host:${host}`],
    ...['', signedHeaders, sha256(payload)],
  ].join('\n');
  const date = new Date(seconds * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const toSign = ['TC3-HMAC-SHA256', String(seconds), scope, sha256(request)].join('\n');
  const key = [date, service, 'tc3_request'].reduce<string | Buffer>(
    (secret, word) => createHmac('sha256', secret).update(word).digest(),
    `TC3${secretKey}`,
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
