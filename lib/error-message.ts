/** An error and its causes in one line, outermost first; anything may have been thrown. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.message === '' ? error.name : error.message;
  const several = error instanceof AggregateError ? error.errors.map(errorMessage).join('; ') : '';
  const message = several === '' || own.includes(several) ? own : `${own}: ${several}`;
  return error.cause === undefined ? message : `${message}: ${errorMessage(error.cause)}`;
}
