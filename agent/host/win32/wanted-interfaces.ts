import type { Answer } from './answers.ts';

export type Interface = Answer<'interfaces'>[number];

const tunnel = 131; // IANA ifType
/** Parts of remote access and the debugger: each Windows has ten of them, and nobody's packets go there. */
const hidden = /^(WAN Miniport|Microsoft Kernel Debug)/;

/** The interfaces a person would name, once each, in the order in which Windows tells them. */
export function wantedInterfaces(all: readonly Interface[], exclude: RegExp): readonly Interface[] {
  const byAlias = new Map<string, Interface>();
  for (const each of all) {
    const { alias, description, type } = each;
    if (alias === '' || type === tunnel || hidden.test(description) || exclude.test(alias))
      continue;
    if (!byAlias.has(alias)) byAlias.set(alias, each);
  }
  return [...byAlias.values()];
}
