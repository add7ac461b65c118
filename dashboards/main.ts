import { parseArgs } from 'node:util';
import { renderedBoards } from './checks/board-set.ts';
import { faultsOf } from './checks/index.ts';
import { askAll } from './checks/live.ts';

const usage = `node dashboards/main.ts [--prometheus URL --hospital CODE --server ID]

Checks the boards. With a Prometheus asks it every query too: an empty answer is a fault.
  --prometheus URL   such as http://127.0.0.1:9090
  --hospital CODE    a hospital with a pair of servers, such as 99010001
  --server ID        one of its servers`;

const { values } = parseArgs({
  options: {
    prometheus: { type: 'string' },
    hospital: { type: 'string', default: '99010001' },
    server: { type: 'string', default: '99010001-a' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else process.exitCode = await check(values.prometheus);

async function check(prometheus?: string): Promise<number> {
  const { hospital, server } = values;
  const boards = renderedBoards();
  const faults = faultsOf(boards);
  if (prometheus !== undefined) {
    // Both languages ask the same, which a check sees to.
    const asked = boards.filter(({ language }) => language === 'zh-Hans');
    const answers = await askAll(asked, { prometheus, hospital, server, mostMs: 500 });
    for (const { board, panel, refId, faults: found } of answers) {
      for (const fault of found) faults.push(`${board}: panel ${panel}, query ${refId}: ${fault}`);
    }
    const slowest = Math.max(...answers.map(({ elapsedMs }) => elapsedMs));
    console.log(`${answers.length} queries asked, slowest ${slowest} ms`);
  }
  for (const fault of faults) console.log(fault);
  console.log(`${boards.length} boards, ${faults.length} faults`);
  return faults.length === 0 ? 0 : 1;
}
