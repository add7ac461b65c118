import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DashboardBuilder, DashboardLinkBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import { finalize } from './finalize.ts';
import { sourceVariable } from './variables.ts';

const built = () =>
  new DashboardBuilder('Board')
    .uid('yibao-test')
    .editable()
    .link(new DashboardLinkBuilder('Boards'))
    .withVariable(sourceVariable(({ en }) => en))
    .withPanel(new stat.PanelBuilder().id(7).title('Number'))
    .withPanel(new table.PanelBuilder().id(8).title('Rows').showHeader(true))
    .build();

test('a board is classic JSON that every Grafana from 10 to 13 reads and nobody edits', () => {
  const board = finalize(built());

  assert.equal(board.schemaVersion, 39);
  assert.equal(board.editable, false);
  assert.deepEqual(board, JSON.parse(JSON.stringify(board)));
});

test('ids stay as the source says them', () => {
  const { panels } = finalize(built()) as unknown as { panels: { id: number }[] };

  assert.deepEqual(
    panels.map(({ id }) => id),
    [7, 8],
  );
});

test('what the SDK writes and older or newer servers do not know is taken out', () => {
  const text = JSON.stringify(finalize(built()));

  for (const key of ['placement', 'repeatDirection', 'allowCustomValue', 'footer']) {
    assert.ok(!text.includes(`"${key}"`), `${key} is still there`);
  }
});

test('what was built stays as it was', () => {
  const board = built();
  const before = structuredClone(JSON.parse(JSON.stringify(board)));

  finalize(board);

  assert.deepEqual(JSON.parse(JSON.stringify(board)), before);
});
