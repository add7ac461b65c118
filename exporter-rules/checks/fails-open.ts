import { hospitalOpen, inventoryServerInfo, maintenanceActive } from '../../catalog/center.ts';
import { childOf, findAll, parseQuery, type QueryNode } from '../query-tree.ts';
import { alertsOf, type Check, nameOf } from './check.ts';

/** Series that vanish when the center is away. */
const fromCenter = new Set([hospitalOpen.name, maintenanceActive.name, inventoryServerInfo.name]);

export const failsOpen: Check = {
  id: 'fails-open',
  refuses:
    '`and` with a series of the center in an alert: without the center it would fall silent. Use `unless … == 0`.',
  check(book) {
    return alertsOf(book).flatMap((rule) =>
      findAll(parseQuery(rule.expr.text), 'BinaryExpr')
        .filter((node) => childOf(node, 'And') !== undefined)
        .flatMap((node) => namesIn(node.children.at(-1) ?? node))
        .filter((name) => fromCenter.has(name))
        .map((name) => ({
          rule: nameOf(rule),
          message: `expected \`unless\` with ${name}, got \`and\``,
        })),
    );
  },
};

function namesIn(node: QueryNode): readonly string[] {
  return findAll(node, 'Identifier').map(({ text }) => text);
}
