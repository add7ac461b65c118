/**
 * V8's flags of the agent as it is shipped: the set that meets the CPU budget with the least memory
 * (docs/benchmarks.md). --no-concurrent-recompilation: compilers that run beside each other leave 7 MB of holes in the
 * memory of malloc; --disable-sigusr1: that signal would open a debugger.
 */
export const agentFlags = [
  '--max-semi-space-size=1',
  '--optimize-for-size',
  '--no-concurrent-recompilation',
  '--disable-sigusr1',
] as const;
