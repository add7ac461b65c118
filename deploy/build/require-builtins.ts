import type { Plugin } from 'esbuild';

/**
 * Loads Node's own modules with `require`. An `import` of one reads all its exports, and some of `node:http`
 * (WebSocket and the like) load a whole HTTP client the moment they are read: 35 ms and megabytes of each start.
 */
export function requireBuiltins(): Plugin {
  const namespace = 'builtin';
  return {
    name: 'require-builtins',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^node:/ }, ({ path, kind }) =>
        kind === 'import-statement' ? { path, namespace } : undefined,
      );
      onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(path)});`,
      }));
    },
  };
}
