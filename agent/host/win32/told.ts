/** What a collector cannot do without; throws when Windows did not tell it, and the log has said why. */
export function told<T>(value: T | undefined, source: string): T {
  if (value === undefined) throw new Error(`${source}: Windows gave no answer`);
  return value;
}
