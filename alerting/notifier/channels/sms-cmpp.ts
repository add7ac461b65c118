import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { durationMs, hostPort } from '../../../lib/config.ts';
import { errorMessage } from '../../../lib/error-message.ts';
import { localTime } from '../templates/times.ts';
import type { Channel, Delivery, Ears } from './channel.ts';
import * as cmpp from './telecom/cmpp.ts';
import { JoinedReceipts } from './telecom/joined-receipts.ts';
import { asciiParts, isAscii, type Part, ucs2Parts } from './telecom/parts.ts';
import { type Pdu, type Protocol, Session } from './telecom/session.ts';

export const SmsCmppConfig = z.strictObject({
  kind: z.literal('sms-cmpp'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  server: hostPort,
  version: z.enum(['2.0', '3.0']).default('2.0'),
  /** SP id as the operator gave it, at most six octets. */
  user: z.string().min(1).max(6),
  secretFile: z.string(),
  /** The number that people see and answer to. */
  from: z.string().regex(/^\d{3,21}$/, 'expected digits such as 10690000'),
  service: z.string().max(10).default(''),
  window: z.int().min(1).max(64).default(16),
  heartbeat: durationMs.prefault('30s'),
  answerWithin: durationMs.prefault('20s'),
  receiptWithin: durationMs.prefault('3m'),
});
export type SmsCmppConfig = z.infer<typeof SmsCmppConfig>;

const timeZone = 'Asia/Shanghai';
/** "Flow control" of SUBMIT_RESP: the account's rate, not a refusal. */
const tooFast = 8;
const busyMs = 1000;
const refusals: Readonly<Record<number, string>> = {
  ...{ 1: 'the unit is malformed', 2: 'the SP id is unknown', 3: 'the secret is wrong' },
  4: 'the version is too high',
};

/** SMS by an operator's gateway (ISMG) over CMPP 2.0 or 3.0, with status reports and answers. */
export function smsCmpp(config: SmsCmppConfig): Channel {
  const account = () => ({ ...config, secret: readFileSync(config.secretFile, 'utf8').trim() });
  const joined = new JoinedReceipts();
  let ears: Ears | undefined;
  const protocol = protocolOf({ config, account, ears: () => ears, joined });
  const session = new Session({
    ...{ ...config.server, protocol, window: config.window },
    ...{ heartbeatMs: config.heartbeat, answerMs: config.answerWithin },
  });
  let reference = 0;
  return {
    name: config.name,
    medium: 'sms',
    receiptWithinMs: config.receiptWithin,
    listen(given) {
      ears = given;
      session.keepOpen();
    },
    async send({ person, content }, signal) {
      if (content.kind !== 'sms') return { outcome: 'rejected', reason: 'this is not an SMS' };
      if (person.mobile === undefined) return { outcome: 'rejected', reason: 'no mobile number' };
      reference += 1;
      const isUcs2 = !isAscii(content.text);
      const parts = (isUcs2 ? ucs2Parts : asciiParts)(content.text, reference);
      const to = person.mobile.replace(/^\+?(86)?(?=1\d{10}$)/, '').replace(/^\+/, '');
      const submit = (part: Part) => (sequence: number) => ({
        ...{ command: cmpp.command.submit, sequence, status: 0 },
        body: cmpp.submitBody({ ...config, secret: '' }, { to, part, isUcs2 }),
      });
      try {
        const answers = await Promise.all(
          parts.map((part) => session.request(submit(part), signal)),
        );
        return outcomeOf(answers, { config, joined });
      } catch (error) {
        return { outcome: 'retry', reason: errorMessage(error) };
      }
    },
    probe: async () => {
      session.keepOpen();
      await session.start().catch(() => {}); // the answer is whether it is up
      return session.isUp;
    },
    close: () => session.close(),
  };
}

function outcomeOf(
  answers: readonly Pdu[],
  { config, joined }: { config: SmsCmppConfig; joined: JoinedReceipts },
): Delivery {
  const results = answers.map(({ body }) => cmpp.submitAnswer(body, config.version));
  const bad = results.find(({ result }) => result !== 0);
  if (bad?.result === tooFast) {
    return { outcome: 'retry', reason: 'the gateway asks to go slower', afterMs: busyMs };
  }
  if (bad !== undefined) {
    return { outcome: 'rejected', reason: `SUBMIT_RESP: result ${bad.result}` };
  }
  const ids = results.map(({ id }) => id);
  joined.expect(ids);
  return { outcome: 'sent', providerId: ids[0] ?? '' };
}

interface ProtocolParts {
  readonly config: SmsCmppConfig;
  readonly account: () => cmpp.Account;
  readonly ears: () => Ears | undefined;
  readonly joined: JoinedReceipts;
}

function protocolOf({ config, account, ears, joined }: ProtocolParts): Protocol {
  const { version } = config;
  const unit = (command: number, sequence: number, body: Buffer = Buffer.alloc(0)): Pdu => ({
    ...{ command, sequence, status: 0, body },
  });
  const answerTo = ({ command, sequence }: Pdu, body?: Buffer) =>
    unit((command | cmpp.answerBit) >>> 0, sequence, body);
  return {
    encode: cmpp.encode,
    decode: cmpp.decode,
    isAnswer: ({ command }) => (command & cmpp.answerBit) !== 0,
    login: (sequence) =>
      unit(cmpp.command.connect, sequence, cmpp.connectBody(account(), stamp(Date.now()))),
    refusal: ({ body }) => {
      const status = cmpp.connectStatus(body, version);
      return status === 0 ? undefined : (refusals[status] ?? `status ${status}`);
    },
    keepAlive: (sequence) => unit(cmpp.command.activeTest, sequence),
    async serve(request) {
      if (request.command === cmpp.command.activeTest) return answerTo(request, Buffer.alloc(1));
      if (request.command !== cmpp.command.deliver) return; // TERMINATE, or what nobody knows
      const deliver = cmpp.readDeliver(request.body, version);
      const isTaken = await hear(deliver, { ears: ears(), joined, channel: config.name });
      return answerTo(request, cmpp.deliverAnswerBody(deliver.id, isTaken ? 0 : 9, version));
    },
  };
}

/** False when it could not be kept: the gateway brings it again. */
async function hear(
  deliver: cmpp.Deliver,
  { ears, joined, channel }: { ears: Ears | undefined; joined: JoinedReceipts; channel: string },
): Promise<boolean> {
  try {
    if (deliver.kind === 'text') {
      const { from, text } = deliver;
      await ears?.reply({ channel, id: deliver.id.toString('hex'), from, text });
      return ears !== undefined;
    }
    const state = stateOf(deliver.stat);
    if (state === undefined) return true; // on its way; another report follows
    const receipt = { channel, providerId: deliver.of, state, code: deliver.stat };
    const whole = joined.heard(receipt);
    if (whole !== undefined) await ears?.receipt(whole);
    return true;
  } catch {
    return false;
  }
}

/** ENROUTE, ACCEPTD and BUFFERED are no end. */
function stateOf(stat: string): 'delivered' | 'failed' | undefined {
  if (stat === 'DELIVRD') return 'delivered';
  return ['ENROUTE', 'ACCEPTD', 'ACCEPTED', 'BUFFERED', 'UNKNOWN'].includes(stat)
    ? undefined
    : 'failed';
}

/** MMDDHHMMSS of the city's clock. */
function stamp(ms: number): string {
  const { date, time } = localTime(ms, timeZone);
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  return `${date.replace('-', '')}${time.replace(':', '')}${seconds}`;
}
