import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answers, deadlinesMs } from './answers.ts';
import { powershell } from './shell.ts';

const script = readFileSync('agent/host/win32/win32.ps1', 'latin1');

test('the script is ASCII, because PowerShell 5.1 reads it in the code page of the machine', () => {
  assert.doesNotMatch(script, /[^\x20-\x7e\n]/);
});

test('the script answers every question there is, and no other', () => {
  const cases = [...script.matchAll(/case "(\w+)":|ask == "(\w+)"/g)].map(
    ([, inSwitch, alone]) => inSwitch ?? alone,
  );

  assert.deepEqual(cases.sort(), Object.keys(answers).sort());
  assert.deepEqual(Object.keys(deadlinesMs).sort(), Object.keys(answers).sort());
});

test('the script writes every field that an answer may have', () => {
  const known = ['name', 'team', 'status']; // of teams, in PowerShell itself
  const written = new Set([...script.matchAll(/"([a-z]\w*)"/gi)].map(([, name = '']) => name));
  const fields = [
    ...readFileSync('agent/host/win32/answers.ts', 'utf8').matchAll(
      /\b(\w+): (?:number|maybe|z\.)/g,
    ),
  ]
    .map(([, name = '']) => name)
    .filter((name) => !(name in answers) && !known.includes(name));

  assert.ok(fields.length > 50, `found only ${fields.length} fields`);
  assert.deepEqual(
    fields.filter((name) => !written.has(name)),
    [],
  );
});

test('PowerShell is started by its absolute path, without profile, questions or folders of users', () => {
  const { path, args, env } = powershell('C:\\Windows', 'C:\\agent\\win32.ps1');

  assert.equal(path, 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
  for (const flag of ['-NoProfile', '-NonInteractive']) assert.ok(args.includes(flag), flag);
  assert.deepEqual(args.slice(args.indexOf('-File')), [
    '-File',
    'C:\\agent\\win32.ps1',
    '-AgentPid',
    `${process.pid}`,
  ]);
  assert.deepEqual(Object.keys(env).sort(), ['PATH', 'PSModulePath']);
});
