import { parseArgs } from 'node:util';
import { systemClock } from '../../lib/clock.ts';
import { loadConfig } from '../../lib/config.ts';
import { errorMessage } from '../../lib/error-message.ts';
import { jsonLog } from '../../lib/json-log.ts';
import { ForecasterConfig } from './config.ts';
import { createForecaster } from './forecaster.ts';
import { PrometheusClient } from './prometheus.ts';

const usage = `Usage: forecaster --config FILE   run
       forecaster --help
`;

try {
  const { values } = parseArgs({
    options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) process.stdout.write(usage);
  else if (values.config === undefined) throw new Error(`--config FILE is missing\n${usage}`);
  else await serve(values.config);
} catch (error) {
  process.stderr.write(`${errorMessage(error)}\n`);
  process.exitCode = 1;
}

async function serve(file: string): Promise<void> {
  const config = loadConfig(ForecasterConfig, file);
  const log = jsonLog('forecaster');
  const prometheus = new PrometheusClient(config.prometheus);
  const forecaster = await createForecaster({ config, clock: systemClock, log, prometheus });
  const stop = async (): Promise<void> => {
    await forecaster.close();
    process.exit(0); // a read that hangs must not keep the process
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}
