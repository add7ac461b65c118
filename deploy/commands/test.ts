import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildConsole, buildPrograms } from '../build/build.ts';
import { root } from '../layout.ts';
import { Progress } from '../progress.ts';
import { ensurePackages, testPackages } from '../system/packages.ts';
import { type Command, UsageError } from './command.ts';

/** Kinds of tests, by price; each is a script of package.json that ends with the totals of tools/test-reporter.ts. */
const suites = { unit: 'check', e2e: 'test:e2e', browser: 'test:browser' } as const;
type Suite = keyof typeof suites;

interface Result {
  readonly suite: Suite;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tookMs: number;
}

export const test: Command = {
  name: 'test',
  synopsis: '[unit] [e2e] [browser]',
  summary: 'set up and run all tests, or one kind of them',
  help: `unit: formatting, lint, types, generated files, unit tests. e2e: the whole stack with real parts.
browser: the console in Chromium. Pictures are kept in test-artifacts/.`,
  run: async ({ layout, args }) => {
    const chosen = choose(args);
    const progress = new Progress(process.stdout);
    mkdirSync(layout.logs, { recursive: true });
    const log = (name: string) => join(layout.logs, `${name}.log`);
    await progress.step('packages', () => ensurePackages(testPackages, log('install-debian')));
    await progress.step('programs', buildPrograms);
    await progress.step('console', () => buildConsole(log('build-console')));
    const results: Result[] = [];
    for (const suite of chosen) results.push(await runSuite(suite));
    console.log(`\n${summary(results)}`);
    return results.every(({ failed }) => failed === 0) ? 0 : 1;
  },
};

function choose(args: readonly string[]): readonly Suite[] {
  const all = Object.keys(suites) as Suite[];
  const wrong = args.filter((word) => !Object.hasOwn(suites, word));
  if (wrong.length > 0) {
    throw new UsageError(`test: expected ${all.join(', ')}, got ${wrong.join(' ')}`);
  }
  return args.length === 0 ? all : all.filter((suite) => args.includes(suite));
}

async function runSuite(suite: Suite): Promise<Result> {
  console.log(`\n${suite} (npm run ${suites[suite]})`);
  const begun = performance.now();
  const { code, output } = await runScript(suites[suite]);
  const { passed, failed, skipped } = totalsOf(output);
  // A step without tests, such as lint, may be what failed: that is one failure.
  const isUncounted = code !== 0 && failed === 0;
  const tookMs = performance.now() - begun;
  return { suite, passed, failed: isUncounted ? 1 : failed, skipped, tookMs };
}

/** Sums of all lines `12 of 13 tests passed, 1 skipped, 300 ms`. */
export function totalsOf(output: string): Pick<Result, 'passed' | 'failed' | 'skipped'> {
  const lines = [...output.matchAll(/(\d+) of (\d+) tests passed, (\d+) skipped/g)];
  const sum = (count: (line: readonly number[]) => number) =>
    lines.reduce((total, line) => total + count(line.slice(1).map(Number)), 0);
  return {
    passed: sum(([passed = 0]) => passed),
    failed: sum(([passed = 0, all = 0, skipped = 0]) => all - passed - skipped),
    skipped: sum(([, , skipped = 0]) => skipped),
  };
}

function runScript(script: string): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const bin = join(root, 'node_modules/.bin');
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text);
      output += text;
    });
    child.once('error', (cause) => reject(new Error('npm: cannot be run', { cause })));
    child.once('close', (code, signal) =>
      resolve({ code: signal === null ? (code ?? 1) : 1, output }),
    );
  });
}

function summary(results: readonly Result[]): string {
  const lines = results.map(({ suite, passed, failed, skipped, tookMs }) => {
    const took = `${(tookMs / 1000).toFixed(0)} s`;
    return `  ${suite.padEnd(8)} ${passed} passed, ${failed} failed, ${skipped} skipped, ${took}`;
  });
  const sum = (key: 'passed' | 'failed') => results.reduce((total, one) => total + one[key], 0);
  return [...lines, `${sum('passed')} passed, ${sum('failed')} failed`].join('\n');
}
