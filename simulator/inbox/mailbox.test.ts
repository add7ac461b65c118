import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mailbox, type NewMessage } from './mailbox.ts';
import { smsLength } from './sms-length.ts';

const sms = (text: string): NewMessage => ({ kind: 'sms', to: '13800000000', text });

test('the newest message comes first, with a number of its own', () => {
  const mailbox = new Mailbox({ messages: 10, characters: 1000 });
  mailbox.add(sms('one'), 0);
  mailbox.add(sms('two'), 1000);

  assert.deepEqual(
    mailbox.messages.map(({ id, text, at }) => [id, text, at]),
    [
      ['sms-2', 'two', '1970-01-01T00:00:01.000Z'],
      ['sms-1', 'one', '1970-01-01T00:00:00.000Z'],
    ],
  );
});

test('only so many messages are kept, and the dropped ones are counted', () => {
  const mailbox = new Mailbox({ messages: 3, characters: 1000 });
  for (const text of ['a', 'b', 'c', 'd', 'e']) mailbox.add(sms(text), 0);

  assert.deepEqual(
    mailbox.messages.map(({ text }) => text),
    ['e', 'd', 'c'],
  );
  assert.equal(mailbox.dropped, 2);
});

test('large mails push out old ones before the memory is full', () => {
  const mailbox = new Mailbox({ messages: 100, characters: 1000 });
  for (let at = 0; at < 20; at += 1) {
    mailbox.add({ kind: 'mail', to: 'a@b', text: '', html: 'x'.repeat(300) }, 0);
  }

  assert.equal(mailbox.messages.length, 3);
  assert.equal(mailbox.dropped, 17);
});

test('a mail that is too large alone is still shown', () => {
  const mailbox = new Mailbox({ messages: 100, characters: 10 });
  mailbox.add(sms('x'.repeat(200)), 0);

  assert.equal(mailbox.messages.length, 1);
});

test('clearing forgets the messages and never uses a number twice', () => {
  const mailbox = new Mailbox({ messages: 10, characters: 1000 });
  mailbox.add(sms('one'), 0);

  assert.equal(mailbox.clear(), 1);
  assert.equal(mailbox.add(sms('two'), 0).id, 'sms-2');
  assert.equal(mailbox.messages.length, 1);
});

for (const [text, characters, parts] of [
  ['医'.repeat(70), 70, 1],
  ['医'.repeat(71), 71, 2],
  ['医'.repeat(134), 134, 2],
  ['医'.repeat(135), 135, 3],
  ['A1。', 3, 1],
  ['🚑', 2, 1],
] as const) {
  test(`${characters} characters are ${parts} message(s)`, () => {
    assert.deepEqual(smsLength(text), { characters, parts });
  });
}
