import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ConfigError, loadConfig } from '../../lib/config.ts';
import { NotifierConfig } from './config.ts';

const folder = join(import.meta.dirname, 'testdata', 'config');

/** What each broken file is told. */
const mistakes: Readonly<Record<string, readonly string[]>> = {
  'duty-unknown.yml': ['onDuty: duty is no person, no team and no rota'],
  'person-unreachable.yml': ['people.duty-1: a person needs an email, a mobile or a group'],
  'mobile-with-spaces.yml': [
    'people.duty-1.mobile: expected a number such as 13800000000 or +8613800000000',
  ],
  'listens-everywhere.yml': [
    'listen: the notifier has no sign-in of its own and listens on loopback only, such as 127.0.0.1:9380',
  ],
  'channel-twice.yml': ['channels.1: mail is there twice'],
  'smtp-password-in-file.yml': ['channels.0: Unrecognized key: "password"'],
  'steps-out-of-order.yml': ['calls.P1.steps: expected each step after the one before it'],
  'first-step-late.yml': ['calls.P1.steps: the first step comes at once: expected after: 0s'],
  'call-to-nobody.yml': ['calls.P2.steps.0.who: duty-7 is no person, no team and no rota'],
  'rota-otherwise-unknown.yml': ['rotas.first: nobody is no person'],
  'rota-named-as-person.yml': ['rotas.duty-1: a person or team has this name, too'],
  'team-named-as-person.yml': ['teams.duty-1: a person has this name, too'],
  'quiet-in-words.yml': ['calls.office.from: expected a time such as 08:30'],
  'limit-of-nothing.yml': ['smsLimits.0.count: Too small: expected number to be >=1'],
  'limit-in-minutes.yml': [
    'smsLimits.0.within: expected a duration such as 90s, 1m30s or 250ms, got "1 minute"',
  ],
  'alertmanager-alone.yml': ['links: alertmanager and prometheus are needed both, or none'],
  'group-without-robot.yml': ['people.room.group: mail is no channel of a robot or webhook'],
  'robot-alone.yml': ['calls.P1.steps.0.by: a group may not be the only way: nobody need read it'],
  'time-zone-unknown.yml': ['timeZone: expected a time zone such as Asia/Shanghai'],
  'team-and-digest.yml': [
    'digest.at: expected a time such as 08:30',
    'teams.duty: duty-9 is no person',
  ],
};

describe('configuration of the notifier', () => {
  test('the example file is right, and each setting in it is known', () => {
    const config = loadConfig(NotifierConfig, join(import.meta.dirname, 'notifier.example.yml'));

    assert.equal(config.watchdog.missingAfter, 180_000);
    assert.deepEqual(config.teams.duty, ['duty-1', 'duty-2']);
  });

  test('each broken file has its sentence', () => {
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(mistakes).sort());
  });

  for (const [file, expected] of Object.entries(mistakes)) {
    test(`${file} is refused with the reason`, () => {
      assert.throws(
        () => loadConfig(NotifierConfig, join(folder, file)),
        (error: unknown) => {
          assert.ok(error instanceof ConfigError);
          assert.deepEqual(error.mistakes, expected);
          return true;
        },
      );
    });
  }
});
