import { childOf, findAll, parseQuery, type QueryNode, selectorOf } from './query-tree.ts';

/** Labels that every series of a result has for certain; a scalar has no series. */
export type ResultLabels = ReadonlySet<string> | 'scalar';

/** Labels of the series that a selector finds, by name and, where it selects one, by job. */
export type LabelsOf = (name: string, job: string | undefined) => ReadonlySet<string>;

/** What an alert on this query may say in its labels, and what routes and inhibition may rely on. */
export function resultLabels(query: string, labelsOf: LabelsOf): ResultLabels {
  return of(parseQuery(query), labelsOf);
}

const scalars = ['NumberDurationLiteral', 'StringLiteral'];
const expressions = new Set([
  ...scalars,
  'VectorSelector',
  'MatrixSelector',
  'SubqueryExpr',
  'BinaryExpr',
  'UnaryExpr',
  'AggregateExpr',
  'FunctionCall',
  'OffsetExpr',
  'StepInvariantExpr',
  'ParenExpr',
]);
const setOperators = ['And', 'Unless', 'Or'];
/** Functions whose result is not simply labeled as their argument. */
const scalarFunctions = ['time', 'scalar', 'pi'];

function of(node: QueryNode, labelsOf: LabelsOf): ResultLabels {
  if (scalars.includes(node.kind)) return 'scalar';
  switch (node.kind) {
    case 'VectorSelector':
      return ofSelector(node, labelsOf);
    case 'BinaryExpr':
      return ofBinary(node, labelsOf);
    case 'AggregateExpr':
      return ofAggregate(node, labelsOf);
    case 'FunctionCall':
      return ofCall(node, labelsOf);
    default: // PromQL, ParenExpr, MatrixSelector, SubqueryExpr, OffsetExpr, UnaryExpr
      return ofFirst(node, labelsOf);
  }
}

function ofFirst(node: QueryNode, labelsOf: LabelsOf): ResultLabels {
  const inner = node.children.find(isExpression);
  return inner === undefined ? 'scalar' : of(inner, labelsOf);
}

function isExpression({ kind }: QueryNode): boolean {
  return expressions.has(kind);
}

function ofSelector(node: QueryNode, labelsOf: LabelsOf): ResultLabels {
  const { name, matchers } = selectorOf(node);
  const job = matchers.find(({ label, operator }) => label === 'job' && operator === '=')?.value;
  const certain = matchers.filter(({ operator, value }) => (operator === '=') === (value !== ''));
  return new Set([...labelsOf(name, job), ...certain.map(({ label }) => label)]);
}

function ofBinary(node: QueryNode, labelsOf: LabelsOf): ResultLabels {
  const [left, right] = node.children
    .filter(isExpression)
    .map((side): ResultLabels => of(side, labelsOf));
  if (left === undefined || right === undefined) return 'scalar';
  if (left === 'scalar') return right;
  if (right === 'scalar') return left;
  if (childOf(node, 'Or') !== undefined) return left.intersection(right);
  if (childOf(node, ...setOperators) !== undefined) return left;
  return ofMatch(node, left, right);
}

/** Arithmetic and comparison between series: what the matching clause leaves. */
function ofMatch(
  node: QueryNode,
  left: ReadonlySet<string>,
  right: ReadonlySet<string>,
): ReadonlySet<string> {
  const clause = childOf(node, 'MatchingModifierClause');
  if (clause === undefined) return left;
  const [matched = new Set<string>(), taken = new Set<string>()] = clause.children
    .filter(({ kind }) => kind === 'GroupingLabels')
    .map(namesIn);
  if (childOf(clause, 'GroupLeft') !== undefined) return left.union(taken);
  if (childOf(clause, 'GroupRight') !== undefined) return right.union(taken);
  return childOf(clause, 'On') === undefined ? left.difference(matched) : matched;
}

function ofAggregate(node: QueryNode, labelsOf: LabelsOf): ResultLabels {
  const body = childOf(node, 'FunctionCallBody');
  const operator = childOf(node, 'AggregateOp')?.text ?? '';
  const argument = body?.children.filter(isExpression).at(-1);
  const inner = argument === undefined ? 'scalar' : of(argument, labelsOf);
  const labels = inner === 'scalar' ? new Set<string>() : inner;
  const modifier = childOf(node, 'AggregateModifier');
  const named = modifier === undefined ? new Set<string>() : namesIn(modifier);
  const added = operator === 'count_values' ? stringsIn(body).slice(0, 1) : [];
  const kept =
    modifier !== undefined && childOf(modifier, 'Without') !== undefined
      ? labels.difference(named)
      : labels.intersection(named);
  return kept.union(new Set(added));
}

function ofCall(node: QueryNode, labelsOf: LabelsOf): ResultLabels {
  const name = childOf(node, 'FunctionIdentifier')?.text ?? '';
  if (scalarFunctions.includes(name)) return 'scalar';
  if (name === 'vector') return new Set();
  const body = childOf(node, 'FunctionCallBody');
  const series = body?.children
    .filter(isExpression)
    .map((argument): ResultLabels => of(argument, labelsOf))
    .find((labels) => labels !== 'scalar');
  const labels: ReadonlySet<string> = series === undefined ? new Set() : series;
  if (name === 'histogram_quantile') return labels.difference(new Set(['le']));
  if (name === 'label_replace') return labels.union(new Set(stringsIn(body).slice(0, 1)));
  return labels;
}

function namesIn(node: QueryNode): ReadonlySet<string> {
  return new Set(findAll(node, 'LabelName').map(({ text }) => text));
}

function stringsIn(node: QueryNode | undefined): readonly string[] {
  return (node?.children ?? [])
    .filter(({ kind }) => kind === 'StringLiteral')
    .map(({ text }) => JSON.parse(text) as string);
}
