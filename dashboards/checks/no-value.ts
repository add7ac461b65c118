import { type Check, nameOf, panelsOf } from './check.ts';

export const noValue: Check = {
  id: 'no-value',
  refuses: 'A panel that is silent without data, and a board that hides how old its data is.',
  *check({ board }) {
    for (const panel of panelsOf(board)) {
      if (panel.type === 'text') continue;
      if (!panel.fieldConfig?.defaults?.noValue)
        yield `${nameOf(panel)}: says nothing without data`;
    }
    if (!panelsOf(board).some(tellsAge)) yield 'no panel tells the age of the data';
  },
};

function tellsAge({ type, description = '' }: { type?: string; description?: string }): boolean {
  return type === 'stat' && /距今|How old/.test(description);
}
