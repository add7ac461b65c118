/** The source does not exist on this machine: no failure, only nothing to say. */
export class NoDataError extends Error {
  constructor(source: string, options?: ErrorOptions) {
    super(`${source}: not on this machine`, options);
    this.name = 'NoDataError';
  }
}
