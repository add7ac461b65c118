import { readEnvelope } from './envelope.ts';
import { emptyContext, type LineReader, type LogFormat, localTime } from './log-format.ts';
import { callOf } from './national.ts';

const request = /\.Info\.请求交易业务代码[：:]\s*(\w{1,10})/;
const answer = /(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.Info\.请求交易出参[：:]\s*(?=\{)/;
const maxWaiting = 100;

/** The log of an HIS: a request tells its number, the next answer its result; requests are answered in their order. */
export const his: LogFormat = {
  name: 'his',
  start(findings, codes, context = emptyContext): LineReader {
    const waiting = [...context.waiting];
    return {
      take(line) {
        const asked = request.exec(line)?.[1];
        if (asked !== undefined) {
          waiting.push(/^\d{4,5}$/.test(asked) ? asked : 'other');
          if (waiting.length > maxWaiting) waiting.shift();
        }
        const found = answer.exec(line);
        if (found === null) return;
        const envelope = readEnvelope(line, found.index + found[0].length);
        const infno = waiting.shift();
        if (!envelope.isComplete || infno === undefined) {
          findings.torn();
          return;
        }
        findings.call({ ...callOf(envelope, codes, infno), at: localTime(found.slice(1, 7)) });
      },
      context: () => ({ threads: [], waiting: [...waiting] }),
    };
  },
};
