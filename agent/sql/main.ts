import { every } from '../../lib/every.ts';
import { drivers } from './drivers/index.ts';
import { askAll } from './round.ts';
import { SqlSettings } from './settings.ts';
import { askTable } from './trade-table/ask-table.ts';
import { TableQuestion } from './trade-table/messages.ts';

/**
 * A process of its own with the database drivers, an optional second bundle: the agent's own file holds none, and a
 * driver that leaks or hangs costs this process and no scrape. Settings come by the channel, answers go back by it.
 */
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const question = TableQuestion.safeParse(message);
  if (question.success) {
    const driver = drivers[question.data.settings.kind];
    void askTable(question.data, driver).then((answer) => process.send?.(answer));
    return;
  }
  const settings = SqlSettings.parse(message);
  every({
    everyMs: settings.interval,
    run: async () => {
      process.send?.(await askAll(settings, drivers[settings.kind]));
    },
    onError: () => process.exit(1), // the agent starts it again
  });
});
