import { formatDuration, parseDuration } from '../lib/duration.ts';
import { childOf, findAll, parseQuery, type QueryNode, walk } from './query-tree.ts';
import { type AlertRule, isAlert, type Rule } from './rule.ts';

/** A rule with one mistake in it, which some unit test has to notice. */
export interface Mutant {
  /** What was changed, for the list of survivors. */
  readonly change: string;
  readonly rule: Rule;
}

/** Every single mistake that a tired person might make in a rule. */
export function mutantsOf(rule: Rule): readonly Mutant[] {
  return [...mutantsOfQuery(rule), ...(isAlert(rule) ? mutantsOfWaits(rule) : [])];
}

const oppositeComparison: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '>': '<=',
  '<=': '>',
  '<': '>=',
  '>=': '<',
};

/** Words of aggregation and of matchers, by the kind of their node. */
const exchanges: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AggregateOp: { min: 'max', max: 'min', sum: 'max', avg: 'max' },
  FunctionIdentifier: { max_over_time: 'min_over_time' },
  MatchOp: { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' },
};

const comparisons = ['Eql', 'Neq', 'Gtr', 'Lss', 'Gte', 'Lte'];

function mutantsOfQuery(rule: Rule): readonly Mutant[] {
  const { text, reads } = rule.expr;
  const edits = [...walk(parseQuery(text))].flatMap(editsOf);
  return edits.map(({ node, to }) => ({
    change: `${node.text} → ${to}`,
    rule: {
      ...rule,
      expr: { text: text.slice(0, node.from) + to + text.slice(node.to), reads },
    },
  }));
}

interface Edit {
  readonly node: QueryNode;
  readonly to: string;
}

function editsOf(node: QueryNode): readonly Edit[] {
  const exchanged = exchanges[node.kind]?.[node.text];
  if (exchanged !== undefined) return [{ node, to: exchanged }];
  if (node.kind === 'BinaryExpr') return [...editsOfComparison(node), ...editsOfSetOperator(node)];
  if (node.kind === 'FunctionCall') return editsOfWindow(node);
  return [];
}

/** The comparison turned around, and numbers beside it ten percent up and down; small whole ones by one. */
function editsOfComparison(node: QueryNode): readonly Edit[] {
  const operator = childOf(node, ...comparisons);
  if (operator === undefined) return [];
  const thresholds = node.children
    .filter(({ kind }) => kind === 'NumberDurationLiteral')
    .flatMap((literal) => {
      const value = Number(literal.text);
      const step = Number.isInteger(value) ? Math.max(1, Math.round(value / 10)) : value / 10;
      return [value + step, value - step].map((to) => ({ node: literal, to: `${to}` }));
    });
  return [{ node: operator, to: oppositeComparison[operator.text] ?? '' }, ...thresholds];
}

/** A gate, a condition or an alternative that is missing. */
function editsOfSetOperator(node: QueryNode): readonly Edit[] {
  const operator = childOf(node, 'Unless', 'And', 'Or');
  const [left, right] = [node.children[0], node.children.at(-1)];
  if (operator === undefined || left === undefined || right === undefined) return [];
  const alone = [{ node, to: left.text }];
  return operator.kind === 'Or' ? [...alone, { node, to: right.text }] : alone;
}

/** A parent that explains its children only for half a minute. */
function editsOfWindow(call: QueryNode): readonly Edit[] {
  if (childOf(call, 'FunctionIdentifier')?.text !== 'max_over_time') return [];
  return findAll(call, 'DurationExpr')
    .slice(0, 1)
    .map((window) => ({ node: window, to: '30s' }));
}

function mutantsOfWaits(rule: AlertRule): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const wait = rule.for;
  if (wait !== undefined) {
    for (const factor of [0.5, 2]) {
      const to = formatDuration(parseDuration(wait) * factor);
      mutants.push({ change: `for ${wait} → ${to}`, rule: { ...rule, for: to } });
    }
  }
  if (rule.keepFiringFor !== undefined) {
    const { keepFiringFor, ...rest } = rule;
    mutants.push({ change: `without keep_firing_for ${keepFiringFor}`, rule: rest });
  }
  return mutants;
}
