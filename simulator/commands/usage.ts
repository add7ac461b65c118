export const usage = `Plays the servers of a city, breaks them on demand, and receives the alarms.

  node simulator/main.ts [--config simulator.yml]      play the fleet until stopped
  node simulator/main.ts registry --out DIR            write districts.csv, hospitals.csv and servers.csv
                        [--fleet small] [--seed 1]

  node simulator/main.ts history --config FILE --out DIR [--past 28d] [--end TIME] [--scenario random-month]
                                                       write a past with its truth, for promtool; before the first start

Break something (the simulator must run; --control URL or --config FILE finds it, default http://127.0.0.1:9200):

  cut-line        --hospital CODE | --district 110105        line cut: no server, no router, windows go on offline
  stop-settlement --hospital CODE | --server ID              settlement service hangs, the machine is well
  fill-disk       --server ID [--in 2h]                      /data runs full in this time
  miss-download   --hospital CODE | --district 110105 | --server ID     last night's red list is missing
  stop-server     --server ID                                power off; the router answers on

  break KIND      --hospital CODE | --district D | --server ID [--in 2h] [--set NAME=VALUE]   any of the kinds that
                  \`faults --json\` lists, such as clock-drift, database-down, memory-leak
  [--lasts 30m]   behind any of these: it heals by itself

  play NAME|FILE  [--seed N] [--start TIME]    play a scenario: drill, district-line-cut, red-list-night,
                  ten-slow-disk-fills, random-month, or a file of your own
  scenarios       what is shipped, what is being played
  stop-scenario   --run N                      ends it with the faults that it has made
  truth NAME|FILE --start TIME [--fleet full] [--seed 1]   what it will do, without a running simulator

  heal [--id N]   end one fault, or all
  faults          what is broken now
  city            districts, hospitals and servers with their codes

A district may be given by its name (朝阳). --json prints the answer as the control port gave it.`;

/** The command line was not understood; the usage text helps. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
