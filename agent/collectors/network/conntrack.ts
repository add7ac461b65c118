import { nfConntrackEntries, nfConntrackEntriesLimit } from '../../../catalog/network.ts';
import type { Collector } from '../collector.ts';

export const conntrack: Collector = {
  name: 'conntrack',
  os: ['linux'],
  cadence: 'scrape',
  runsIn: 'main',
  byDefault: true,
  metrics: [nfConntrackEntries, nfConntrackEntriesLimit],
  start(host) {
    const count = host.open('/proc/sys/net/netfilter/nf_conntrack_count');
    const limit = host.open('/proc/sys/net/netfilter/nf_conntrack_max');
    return (emit) => {
      emit(nfConntrackEntries, count.read().integer());
      emit(nfConntrackEntriesLimit, limit.read().integer());
    };
  },
};
