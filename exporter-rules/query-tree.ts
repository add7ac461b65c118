import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A part of a query with its kind in the grammar of PromQL, such as `VectorSelector`. */
export interface QueryNode {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly children: readonly QueryNode[];
}

/** The syntax tree of a query; what does not parse holds nodes of kind `⚠`. */
export function parseQuery(text: string): QueryNode {
  return nodeOf(parser.parse(text).topNode, text);
}

/** The node and everything below it, outermost first. */
export function* walk(node: QueryNode): Generator<QueryNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

/** All nodes of a kind, outermost first. */
export function findAll(node: QueryNode, ...kinds: readonly string[]): readonly QueryNode[] {
  return [...walk(node)].filter(({ kind }) => kinds.includes(kind));
}

/** The first child of one of the kinds. */
export function childOf(node: QueryNode, ...kinds: readonly string[]): QueryNode | undefined {
  return node.children.find(({ kind }) => kinds.includes(kind));
}

export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** Name and matchers of a vector selector. */
export function selectorOf(node: QueryNode): { name: string; matchers: readonly Matcher[] } {
  const matchers = findAll(node, 'UnquotedLabelMatcher').map(
    ({ children: [label, op, value] }) => ({
      label: label?.text ?? '',
      operator: op?.text ?? '',
      value: JSON.parse(value?.text ?? '""') as string,
    }),
  );
  return { name: childOf(node, 'Identifier')?.text ?? '', matchers };
}

function nodeOf(node: SyntaxNode, text: string): QueryNode {
  const children: QueryNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    children.push(nodeOf(child, text));
  }
  const { from, to } = node;
  return { kind: node.type.name, from, to, text: text.slice(from, to), children };
}
