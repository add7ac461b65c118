import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { FakeClock } from '../../../test/support/fake-clock.ts';
import { freshDatabase } from '../../../test/support/private-postgres.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { migrationsFolder } from '../storage/store.ts';
import { parseScenario } from './scenario.ts';
import { Stage } from './stage.ts';

const isUpdate = process.execArgv.includes('--test-update-snapshots');
const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));

describe('scenarios', { concurrency: 4 }, () => {
  test('there are stories to tell', () => {
    assert.ok(files.length >= 8, `found ${files.length}`);
  });

  for (const file of files) {
    const path = join(folder, file);
    const scenario = parseScenario(file, readFileSync(path, 'utf8'));

    test(`${scenario.sentence} (${file})`, async (t) => {
      const told = await Stage.play(scenario, {
        clock: new FakeClock(scenario.beginsAt),
        folder: join(tempDir(t), 'wal'),
        database: await freshDatabase(t, migrationsFolder),
      });

      if (isUpdate) writeFileSync(path, scenario.given + told);
      else assert.equal(told, scenario.expected);
    });
  }
});
