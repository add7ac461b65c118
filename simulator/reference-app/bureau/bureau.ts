import type { TxnKind } from '../../../catalog/labels.ts';
import type { Business } from '../../fleet/business.ts';
import { seedOf, uniform } from '../../fleet/random.ts';
import { Dice } from '../agenda/dice.ts';
import { type ErrorCode, errorCodes } from '../error-codes.ts';
import { compact } from '../logs/times.ts';
import type { BureauBooks } from './bureau-books.ts';
import { type BureauConditions, goodConditions } from './bureau-conditions.ts';
import { type DatasetFiles, hashOf, isDataset } from './dataset-files.ts';
import {
  type Answer,
  ReconcileInput,
  RefundInput,
  type Request,
  TradeInput,
  UploadRecord,
} from './envelope.ts';

interface BureauOptions {
  readonly seed: number;
  readonly business: Business;
  readonly books: BureauBooks;
  readonly files: DatasetFiles;
  readonly interfaceVersion: string;
  /** How long a sign-in holds. */
  readonly signInMs: number;
  /** The bureau's clock is the true one. */
  readonly now: () => number;
}

/** What it says, and how long that takes it; no answer when the answer is lost on the way. */
export type Said = { readonly answer: Answer } | 'lost';

type Verdict = {
  readonly error?: ErrorCode;
  readonly output?: Answer['output'];
  readonly lost?: boolean;
};

/** Signatures hold the sender's time; a clock that is further off breaks them. */
const clockLimitMs = 300_000;

/** Latency of calls that business.yml does not know: like a sign-in. */
const kindOf: Readonly<Record<string, TxnKind>> = {
  '1101': 'person_info',
  '2204': 'divide',
  '2206': 'divide',
  '2207': 'trade',
  '2208': 'refund',
  '2304': 'inpatient_settle',
};
const needsNoSignIn: ReadonlySet<string> = new Set(['9001', 'UPLOAD']);

/**
 * The fake insurance bureau. It answers at once and tells how long it took; who asks waits that long on his own clock.
 * So a day has the same durations at every speed.
 */
export class Bureau {
  readonly conditions: BureauConditions;
  readonly books: BureauBooks;
  readonly files: DatasetFiles;
  readonly #options: BureauOptions;
  readonly #signIns = new Map<string, { readonly signNo: string; readonly untilMs: number }>();

  constructor(options: BureauOptions) {
    this.#options = options;
    this.books = options.books;
    this.files = options.files;
    this.conditions = goodConditions(options.interfaceVersion);
  }

  answer(request: Request): Said {
    const { answering } = this.conditions;
    if (answering === 'silent') return 'lost';
    const dice = new Dice(seedOf(request.msgid, this.#options.seed));
    const chance = this.#chanceOf(request, dice);
    const verdict =
      answering === 'error' || chance === 'error'
        ? { error: errorCodes.unknown }
        : (this.#refusal(request) ?? this.#answerTo(request, dice));
    if (verdict.lost === true) return 'lost';
    return { answer: this.#envelope(request, verdict, this.#seconds(request, dice, chance)) };
  }

  /** What the sign-in of a server is worth from now on: nothing. */
  revoke(server: string): void {
    this.#signIns.delete(server);
  }

  #chanceOf({ infno }: Request, dice: Dice): 'error' | 'slow' | 'normal' {
    const { system, timeout } = this.#options.business.errors;
    const draw = dice.uniform();
    if (kindOf[infno] === undefined) return 'normal';
    if (draw < system) return 'error';
    return draw < system + timeout ? 'slow' : 'normal';
  }

  #seconds({ infno }: Request, dice: Dice, chance: string): number {
    const kind = kindOf[infno] ?? 'sign';
    const [median, sigma] = this.#options.business.latency[kind]?.bureau ?? [0.1, 0.3];
    return dice.lognormal([median, sigma]) + (chance === 'slow' ? 30 : 0);
  }

  #refusal({ infno, infver, inf_time, sign_no, dev_no }: Request): Verdict | undefined {
    if (infver !== this.conditions.interfaceVersion) return { error: errorCodes.version };
    const sentMs = Date.parse(`${inf_time.replace(' ', 'T')}+08:00`);
    if (Math.abs(sentMs - this.#options.now()) > clockLimitMs) return { error: errorCodes.clock };
    if (needsNoSignIn.has(infno)) return undefined;
    const signIn = this.#signIns.get(dev_no);
    const isSignedIn = signIn?.signNo === sign_no && signIn.untilMs > this.#options.now();
    return isSignedIn ? undefined : { error: errorCodes.signIn };
  }

  #answerTo(request: Request, dice: Dice): Verdict {
    switch (request.infno) {
      case '9001':
        return this.#signIn(request);
      case '9002':
        this.revoke(request.dev_no);
        return {};
      case '2207':
        return this.#charge(request, dice);
      case '2208':
        return this.#refund(request);
      case '2601':
      case 'STATE':
        return this.#tell(request);
      case 'UPLOAD':
        return this.#take(request);
      case '3201':
      case '3202':
        return this.#reconcile(request);
      case '9102':
        return this.#send(request);
      default:
        return request.infno.startsWith('13') ? this.#offer(request) : {};
    }
  }

  #signIn({ dev_no, msgid }: Request): Verdict {
    if (this.conditions.refusesSignIn) return { error: errorCodes.signIn };
    const signNo = `S${msgid.slice(-12)}`;
    const untilMs = this.#options.now() + this.#options.signInMs;
    this.#signIns.set(dev_no, { signNo, untilMs });
    return { output: { sign_no: signNo, untilMs } };
  }

  #charge({ input }: Request, dice: Dice): Verdict {
    const { tradeNo, feeAll } = TradeInput.parse(input);
    const { loseAnswers } = this.conditions;
    this.#note('online', tradeNo, feeAll);
    return { lost: dice.chance(loseAnswers + this.#options.business.errors.indoubt) };
  }

  #refund({ input }: Request): Verdict {
    const { tradeNo } = RefundInput.parse(input);
    if (this.books.of(tradeNo) === undefined) return { error: errorCodes.unknown };
    this.books.note('refund', tradeNo, this.#options.now(), 0);
    return {};
  }

  /** Asked about a trade: it stands, or it is not known and must not count. */
  #tell({ infno, input }: Request): Verdict {
    const { tradeNo } = RefundInput.parse(input);
    const isKnown = this.books.of(tradeNo) !== undefined;
    if (infno === '2601' && isKnown) this.books.note('reverse', tradeNo, this.#options.now(), 0);
    return { output: { tradestate: isKnown ? 'ok' : 'cancel' } };
  }

  #take({ input }: Request): Verdict {
    if (this.conditions.refusesUploads) return { error: errorCodes.unknown };
    const { recordNo, feeAll } = UploadRecord.parse(input);
    this.#note('record', recordNo, feeAll);
    return {};
  }

  /** Writes a trade down, unless it is one of those that a fault lets it forget. */
  #note(event: 'online' | 'record', number: string, feeAll: number): void {
    const isForgotten = uniform(seedOf(number, this.#options.seed)) < this.conditions.forgets;
    if (!isForgotten) this.books.note(event, number, this.#options.now(), feeAll);
  }

  #reconcile({ input }: Request): Verdict {
    const { day, count, fen } = ReconcileInput.parse(input);
    const own = this.books.sumOfDay(day);
    const output = { mismatches: Math.abs(own.count - count), diffFen: Math.abs(own.fen - fen) };
    return { output };
  }

  #offer({ input }: Request): Verdict {
    const { dataset } = input;
    if (!isDataset(dataset)) return { error: errorCodes.unknown };
    const fault = this.conditions.downloads.get(dataset);
    if (fault === 'failed') return { error: errorCodes.unknown };
    const offered = this.#options.files.offered(dataset, this.#options.now());
    const deadlineMs = fault === 'deadline' ? this.#options.now() - 1000 : offered.deadlineMs;
    const hash = hashOf(this.#options.files.contentOf(dataset, offered));
    const { version, rows, generatedMs } = offered;
    const output = { file_qury_no: `${dataset}-${version}`, filename: `${dataset}.txt`, hash };
    return { output: { ...output, version, data_cnt: rows, generatedMs, deadlineMs } };
  }

  #send({ input }: Request): Verdict {
    const { dataset } = input;
    if (!isDataset(dataset)) return { error: errorCodes.unknown };
    const { files, now } = this.#options;
    const content = files.contentOf(dataset, files.offered(dataset, now()));
    const fault = this.conditions.downloads.get(dataset);
    if (fault === 'partial') {
      return {
        output: { content: content.slice(0, content.lastIndexOf('\n', content.length * 0.9) + 1) },
      };
    }
    return {
      output: { content: fault === 'checksum' ? content.replace('\t1\n', '\t7\n') : content },
    };
  }

  #envelope({ msgid, fixmedins_code }: Request, verdict: Verdict, seconds: number): Answer {
    const now = this.#options.now();
    return {
      infcode: verdict.error?.infcode ?? '0',
      inf_refmsgid: `${fixmedins_code.slice(1, 7)}${compact(now).slice(0, 14)}${msgid.slice(-10)}`,
      refmsg_time: compact(now),
      respond_time: compact(now + seconds * 1000),
      err_msg: verdict.error?.text ?? '',
      output: verdict.output ?? {},
    };
  }
}
