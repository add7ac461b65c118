import type { ErrorCode } from '../error-codes.ts';
import { offlineWarning } from '../error-codes.ts';
import { toMillisecond } from './times.ts';

/** How an answer of the local component looks; domain document, section 3.1. */
export interface BeijingAnswer {
  readonly costMs: number;
  readonly error?: ErrorCode;
  /** The offline warning stands in it. */
  readonly isOffline?: boolean;
  /** What stands between `<output>` and `</output>`; undefined leaves the element out. */
  readonly output?: string;
}

/** How answers are written wrongly, as some components in the wild do. */
export interface Quirks {
  /** An XML declaration in front, whatever the bytes are. */
  readonly declaration?: string;
  /** `<operator>` that `</feeno>` closes. */
  readonly wrongClose?: boolean;
}

interface Head {
  readonly atMs: number;
  readonly thread: number;
  readonly method: string;
}

const version = '2.003';

export function beijingRequest(head: Head, body: string): string {
  return `${start(head, 'INFO ')} 发送内容: <root version="${version}" sender="SIM">${body}</root>`;
}

export function beijingAnswer(head: Head, answer: BeijingAnswer, quirks: Quirks = {}): string {
  const { costMs, error, isOffline = false, output } = answer;
  const level = error === undefined ? 'INFO ' : 'WARN ';
  const declaration =
    quirks.declaration === undefined
      ? ''
      : `<?xml version="1.0" encoding="${quirks.declaration}"?>`;
  const success = error === undefined ? 'true' : 'false';
  const notes = [
    ...(error === undefined ? [] : [`<error no="${error.no}" info="${error.text}"/>`]),
    ...(isOffline ? [`<warning no="${offlineWarning.no}" info="${offlineWarning.text}"/>`] : []),
  ].join('');
  const state =
    notes === '' ? `<state success="${success}"/>` : `<state success="${success}">${notes}</state>`;
  const wrong = quirks.wrongClose === true ? '<operator>SIM</feeno>' : '';
  const body = output === undefined ? '' : `<output>${output}${wrong}</output>`;
  return `${start(head, level)} 耗时:${costMs}毫秒 接收内容:${declaration}<root version="${version}">${state}${body}</root>`;
}

export function beijingTimeout(head: Head, costMs: number): string {
  return `${start(head, 'ERROR')} 耗时:${costMs}毫秒 超时`;
}

function start({ atMs, thread, method }: Head, level: string): string {
  const number = String(thread).padStart(2, '0');
  return `${toMillisecond(atMs)} [${number}] ${level} sscardLog - [社保接口] [${method}]`;
}
