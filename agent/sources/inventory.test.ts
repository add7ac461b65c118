import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../lib/json-log.ts';
import { AgentConfig } from '../config.ts';
import { LinuxHost } from '../host/linux-host.ts';
import { Inventory } from '../inventory/inventory.ts';
import { Background } from './background.ts';
import { inventory } from './inventory.ts';

describe('the inventory', () => {
  test('of this machine is read by a process that ends', () => {
    const text = execFileSync(process.execPath, ['agent/inventory/main.ts'], { encoding: 'utf8' });

    const facts = Inventory.parse(JSON.parse(text));

    assert.ok(facts.cpu.cores >= 1);
    assert.notEqual(facts.os.kernel, '');
  });

  test('tells what the machine is, without its serial numbers', async (t) => {
    const background = new Background({ clock: systemClock, log: silentLog, jitter: () => 0 });
    t.after(() => background.stop());
    const host = new LinuxHost({ clock: systemClock });
    const config = AgentConfig.parse({});
    const parts = { config, host, background, clock: systemClock, log: silentLog };
    const inventoryEntry = 'agent/inventory/main.ts';

    inventory({ ...parts, inventoryEntry, spawnSql: () => assert.fail('no SQL is asked for') });
    while (background.latest('inventory') === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const names = background.latest('inventory')?.samples.map(({ metric }) => metric.name);

    assert.deepEqual(names, [
      'yibao_agent_hardware_info',
      'yibao_agent_hardware_memory_modules',
      'yibao_agent_inventory_timestamp_seconds',
    ]);
  });

  test('can be switched off', () => {
    const background = new Background({ clock: systemClock, log: silentLog });
    const config = AgentConfig.parse({ inventory: { enabled: false } });
    const host = new LinuxHost({ clock: systemClock });
    const parts = { config, host, background, clock: systemClock, log: silentLog };

    assert.equal(
      inventory({ ...parts, inventoryEntry: 'x', spawnSql: () => assert.fail('no SQL') }),
      undefined,
    );
  });
});
