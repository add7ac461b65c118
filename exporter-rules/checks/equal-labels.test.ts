import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalLabels } from './equal-labels.ts';
import { alertOn, bookOf } from './example-book.ts';

test('an alert of scope part that lost its server is refused: any dead server would mute it', () => {
  const alert = alertOn('max by (district, hospital) (yibao_db_pool_waiting{job="node"}) > 0', {
    scope: 'part',
  });

  assert.deepEqual(equalLabels.check(bookOf([alert])), [
    {
      rule: 'Example (warning)',
      message: 'expected the label server, which inhibition compares; got district, hospital',
    },
  ]);
});

test('a match that keeps only its own label loses the topology and is refused', () => {
  const alert = alertOn('up{job="node"} + on (server) probe_success{job="probe-server"} == 0', {
    scope: 'part',
  });

  const messages = equalLabels.check(bookOf([alert])).map(({ message }) => message);

  assert.deepEqual(messages, [
    'expected the label district, which inhibition compares; got server',
    'expected the label hospital, which inhibition compares; got server',
  ]);
});

test('an alert about the whole city needs no labels, because nothing mutes it', () => {
  const alert = alertOn('sum(up{job="node"}) == 0', { scope: 'meta', family: 'meta' });

  assert.deepEqual(equalLabels.check(bookOf([alert])), []);
});
