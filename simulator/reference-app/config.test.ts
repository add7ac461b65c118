import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError, loadConfig, parseConfig } from '../../lib/config.ts';
import { ReferenceAppConfig } from './config.ts';

test('the example can be used as it is, and says the defaults', () => {
  const config = loadConfig(
    ReferenceAppConfig,
    join(import.meta.dirname, 'reference-app.example.yml'),
  );
  const { rules, logs, datasets } = config;
  const bare = ReferenceAppConfig.parse({
    data: '/d',
    control: '127.0.0.1:1',
    hospital: { code: '99010001' },
    servers: [{ id: 'a', database: 'postgresql:///a', ports: 0 }],
    bureau: { gateway: '127.0.0.1:1', primary: '127.0.0.1:2', backup: '127.0.0.1:3' },
  });

  assert.deepEqual(
    { rules, logs, datasets },
    { rules: bare.rules, logs: bare.logs, datasets: bare.datasets },
  );
  assert.equal(config.servers.length, 2);
});

test('a real hospital code, a third server and an unknown key are refused, all at once', () => {
  const text = `
data: /d
control: 127.0.0.1:1
colour: red
hospital: { code: "05110001" }
servers: []
bureau: { gateway: 127.0.0.1:1, primary: 127.0.0.1:2, backup: 127.0.0.1:3 }
`;
  assert.throws(
    () => parseConfig(ReferenceAppConfig, 'app.yml', text),
    (error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /hospital\.code: expected a made-up code such as 99010001/);
      assert.match(error.message, /servers/);
      assert.match(error.message, /colour/);
      return true;
    },
  );
});
