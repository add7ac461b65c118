import type { Plugin } from 'esbuild';

/**
 * What packages of the agent bring along and the agent never calls; it would stand in the memory of 3,600 servers.
 * Each is replaced by the least that loading its user needs; calling it throws, and the agent's tests run on the bundle.
 */
const leftOut: readonly {
  readonly filter: RegExp;
  /** Only where this package asks for it; for relative paths. */
  readonly of?: string;
  readonly why: string;
  readonly contents: string;
}[] = [
  {
    filter: /^body-parser$/,
    why: 'express hands it on; the agent reads no bodies',
    contents:
      'const no = () => { throw new Error("body-parser is left out of this bundle"); }; module.exports = { json: no, raw: no, text: no, urlencoded: no };',
  },
  {
    filter: /^@opentelemetry\/api$/,
    why: 'for exemplars of prom-client, which the agent does not make',
    contents: 'module.exports = {};',
  },
  {
    filter: /^mime-db$/,
    why: '230 kB of media types; the agent names its few by itself',
    contents: 'module.exports = {};',
  },
  {
    filter: /^\.\.\/locales\/index\.js$/,
    of: 'zod',
    why: "forty languages of zod's messages; ours are English",
    contents: 'export { default as en } from "../locales/en.js";',
  },
  {
    filter: /^\.\/lib\/(summary|pushgateway|cluster|defaultMetrics)$/,
    of: 'prom-client',
    why: 'the agent uses counters and gauges; the others load HTTP and TLS clients, a cluster and timers',
    contents: 'module.exports = {};',
  },
];

/** An esbuild plugin that leaves them out. */
export function leaveOut(): Plugin {
  return {
    name: 'leave-out',
    setup: ({ onResolve, onLoad }) => {
      for (const [index, { filter, of, contents }] of leftOut.entries()) {
        const namespace = `left-out-${index}`;
        onResolve({ filter }, ({ path, importer, resolveDir }) =>
          of !== undefined && !importer.includes(`/node_modules/${of}/`)
            ? undefined
            : { path, namespace, pluginData: resolveDir },
        );
        onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
          contents,
          resolveDir: String(pluginData),
          loader: 'js',
        }));
      }
    },
  };
}
