import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorMessage } from './error-message.ts';

test('causes follow in one line', () => {
  const error = new Error('agent.yml: cannot be read', { cause: new Error('ENOENT') });

  assert.equal(errorMessage(error), 'agent.yml: cannot be read: ENOENT');
});

test('several reasons are all told', () => {
  assert.equal(
    errorMessage(new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')])),
    'AggregateError: ::1 refused; 127.0.0.1 refused',
  );
});

test('what is not an error is printed', () => {
  assert.equal(errorMessage('plain'), 'plain');
});
