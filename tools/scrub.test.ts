import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Scrubber } from './scrub.ts';

test('a recording gives away neither host, addresses, serial numbers nor unusual mounts', () => {
  const scrubber = new Scrubber('settle-db-01');
  const recorded = [
    scrubber.file('/proc/version', 'settle-db-01 booted\n'),
    scrubber.file('/proc/net/arp', '10.20.30.41  0x1 0x2 b4:05:5d:11:22:33  *  eth0\n'),
    scrubber.file(
      '/run/udev/data/b8:0',
      'S:disk/by-id/x\nE:ID_SERIAL=Z1F2AAAA\nE:ID_MODEL=ST4000\n',
    ),
    scrubber.file('/proc/1/mountinfo', '1 2 8:1 / /home/dr-wang/films rw - ext4 /dev/sda1 rw\n'),
    scrubber.file(
      '/proc/net/udp',
      'sl local\n  1: 0A141E29:0035 00000000:0000 07 0000000A:000000FF 00:00000000 00000000 1000 0 4711\n',
    ),
    scrubber.file('/sys/class/net/eth0/ifalias', 'to the cashier of Dr. Wang\n'),
  ].join('');

  for (const secret of [
    'settle',
    '10.20',
    'b4:05',
    'Z1F2',
    'wang',
    'Wang',
    '0A141E29',
    '4711',
    'by-id',
  ]) {
    assert.ok(!recorded.includes(secret), `${secret} in ${recorded}`);
  }
  assert.match(recorded, /E:ID_MODEL=ST4000/);
  assert.match(recorded, /07 0000000A:000000FF/);
});

test('the same secret keeps its stand-in, so that a recording stays consistent', () => {
  const scrubber = new Scrubber('');

  const first = scrubber.text('b4:05:5d:11:22:33 10.0.0.1');
  const second = scrubber.text('10.0.0.1 10.0.0.2 b4:05:5d:11:22:33');

  assert.equal(first, '02:00:00:00:00:01 192.0.2.1');
  assert.equal(second, '192.0.2.1 192.0.2.2 02:00:00:00:00:01');
});

test('what every machine has stays as it is', () => {
  const scrubber = new Scrubber('');
  const line = '27 1 8:2 / /var/lib rw,relatime - ext4 /dev/sda2 rw\n';

  assert.equal(scrubber.file('/proc/1/mountinfo', line), line);
  assert.equal(scrubber.text('127.0.0.1 ff:ff:ff:ff:ff:ff'), '127.0.0.1 ff:ff:ff:ff:ff:ff');
});
