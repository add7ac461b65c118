/**
 * Whether a failed transaction is to blame on its content rather than on a database that is away, busy or
 * full: then trying again would fail for ever. SQLSTATE classes 22 (data), 23 (constraint), 42 (syntax),
 * 54 (limit of a program), or no code at all, which is an error of our own.
 */
export function isOurMistake(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string') return /^(22|23|42|54)/.test(code);
  return !(error instanceof Error && isConnectionTrouble(error));
}

/** node-postgres gives these no code. */
function isConnectionTrouble({ message, name }: Error): boolean {
  return (
    name === 'SupersededError' || /connection|timeout|terminated|not queryable|pool/i.test(message)
  );
}
