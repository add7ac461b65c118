import { parseConfig } from '../../../lib/config.ts';
import type { Planning } from '../planner.ts';
import { CallsConfig, policyOf } from '../policy/policy-config.ts';

export const floodSettings = { above: 10, withinMs: 600_000, endsBelow: 5 };

/** A policy by which these persons are on duty; without text, each is called once. */
export function callingBy(
  text: string,
  onDuty: readonly string[],
): Pick<Planning, 'policy' | 'personsOf'> {
  const calls = parseConfig(CallsConfig, 'calls', text === '' ? '{}' : text);
  return {
    policy: policyOf(calls, { onDuty, timeZone: 'Asia/Shanghai' }),
    personsOf: (ids) => [...new Set(ids)],
  };
}

export function calling(...onDuty: readonly string[]): Pick<Planning, 'policy' | 'personsOf'> {
  return callingBy('', onDuty);
}
