import { type Explanation, type Muted, topology } from '../catalog/topology.ts';

/** A rule of inhibition as Alertmanager reads it; 0.25 knows no names for them. */
export interface Inhibition {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal?: readonly string[];
}

/** One object of one alert; a label that both sides lack counts as equal, which is meant here. */
const sameObject = ['alertname', 'district', 'hospital', 'server', 'part'] as const;

/** The louder alert of the same name and object is enough. */
const bySeverity: readonly Inhibition[] = [
  muteQuieter('critical', 'warning'),
  muteQuieter('critical', 'info'),
  muteQuieter('warning', 'info'),
];

/** The second net: the rules' gates are the first, this catches what `keep_firing_for` still holds. */
export const inhibitions: readonly Inhibition[] = [...topology.map(explain), ...bySeverity];

function explain({ parent, parentSeverity, mutes, equal }: Explanation): Inhibition {
  return {
    source_matchers: [
      `alertname="${parent}"`,
      ...(parentSeverity === undefined ? [] : [`severity="${parentSeverity}"`]),
    ],
    target_matchers: targets(parent, mutes),
    ...(equal.length === 0 ? {} : { equal }),
  };
}

// A parent among its own targets would mute itself at another object.
function targets(parent: string, { alerts, families, scopes }: Muted): readonly string[] {
  return [
    alerts === undefined ? `alertname!="${parent}"` : oneOf('alertname', alerts),
    ...(families === undefined ? [] : [oneOf('family', families)]),
    ...(scopes === undefined ? [] : [oneOf('scope', scopes)]),
  ];
}

function oneOf(label: string, values: readonly string[]): string {
  return values.length === 1 ? `${label}="${values.join('')}"` : `${label}=~"${values.join('|')}"`;
}

function muteQuieter(louder: string, quieter: string): Inhibition {
  return {
    source_matchers: [`severity="${louder}"`],
    target_matchers: [`severity="${quieter}"`],
    equal: sameObject,
  };
}
