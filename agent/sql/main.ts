import { every } from '../../lib/every.ts';
import { drivers } from './drivers/index.ts';
import { askAll } from './round.ts';
import { SqlSettings } from './settings.ts';

/**
 * A process of its own with the database drivers, an optional second bundle: the agent's own file holds none, and a
 * driver that leaks or hangs costs this process and no scrape. Settings come by the channel, answers go back by it.
 */
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  const settings = SqlSettings.parse(message);
  every({
    everyMs: settings.interval,
    run: async () => {
      process.send?.(await askAll(settings, drivers[settings.kind]));
    },
    onError: () => process.exit(1), // the agent starts it again
  });
});
