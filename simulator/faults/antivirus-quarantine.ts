import { serverCondition } from './server-condition.ts';

/** The scanner takes a file of the program away. Row 22. */
export const antivirusQuarantine = serverCondition({
  kind: 'antivirus-quarantine',
  summary: 'let the virus scanner take a program file away',
  stopsSettlement: true,
  effect: () => 'a program file is in quarantine, nobody can settle there',
});
