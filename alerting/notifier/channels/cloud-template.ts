import { z } from 'zod';
import type { SmsContent } from '../planner.ts';
import type { Outgoing } from './channel.ts';

/** What cloud providers send are texts approved beforehand; these say which one stands for which message. */
export const CloudTemplates = z.partialRecord(
  z.enum(['alarm', 'recovery', 'area', 'escalation', 'reminder']),
  z.strictObject({
    code: z.string().min(1),
    /** Variables in the order of the template: urgency, place, alarm, time, action, ticket, end, duration, count. */
    params: z.array(z.string()),
  }),
);
export type CloudTemplates = z.infer<typeof CloudTemplates>;

interface Filled {
  readonly code: string;
  readonly values: readonly (readonly [name: string, value: string])[];
  /** With the country's code, `+8613800000000`. */
  readonly to: string;
}

/** The template and its variables for a message, or why it cannot go this way. */
export function filled(
  { content, person }: Outgoing,
  templates: CloudTemplates,
): Filled | { readonly refused: string } {
  if (content.kind !== 'sms') return { refused: 'this is not an SMS' };
  if (person.mobile === undefined) return { refused: 'no mobile number' };
  const { template }: SmsContent = content;
  const known = template === undefined ? undefined : templates[template.name];
  if (template === undefined || known === undefined) {
    return { refused: `no approved template for ${template?.name ?? 'this text'}` };
  }
  const to = person.mobile.startsWith('+') ? person.mobile : `+86${person.mobile}`;
  const values = known.params.map((name) => [name, template.params[name] ?? ''] as const);
  return { code: known.code, values, to };
}
