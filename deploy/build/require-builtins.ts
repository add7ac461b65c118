import type { Plugin } from 'esbuild';

/** Large modules that many a configuration never uses; TLS alone is 3 MB. */
const seldomUsed = /^node:(https|tls|readline|dns\/promises|child_process|worker_threads)$/;

/**
 * Loads Node's own modules with `require`, the large ones when something of them is first used. An `import` reads all
 * exports of a module, and some of `node:http` (WebSocket and the like) load a whole HTTP client the moment they are
 * read: 35 ms and megabytes of each start.
 */
export function requireBuiltins(): Plugin {
  const namespace = 'builtin';
  return {
    name: 'require-builtins',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^node:/ }, ({ path, kind }) =>
        kind === 'import-statement' ? { path, namespace } : undefined,
      );
      onLoad({ filter: /.*/, namespace }, async ({ path }) => ({
        contents: seldomUsed.test(path) ? await lazily(path) : `module.exports = ${load(path)};`,
      }));
    },
  };
}

async function lazily(path: string): Promise<string> {
  const names = Object.keys(await import(path)).filter((name) => name !== 'default');
  const getters = names.map((name) => `get ${name}() { return ${load(path)}.${name}; },`);
  return `module.exports = {\n${getters.join('\n')}\n};`;
}

function load(path: string): string {
  return `require(${JSON.stringify(path)})`;
}
