import type { Fetch } from '../api/request.ts';
import { PrometheusClient } from '../prometheus/prometheus-client.ts';
import { askAge } from './ask-age.ts';
import { ContactKeeper } from './contact.ts';
import { Pulse } from './pulse.ts';

const base = '/api/v1/prometheus';

interface Started {
  readonly contact: ContactKeeper;
  readonly client: PrometheusClient;
}

/** The way to the center: a client for questions and a pulse that feels whether anybody answers. */
export function startContact(fetch: Fetch, onReturn: () => void): Started {
  const contact = new ContactKeeper();
  const now = () => Date.now();
  const pulse = new Pulse({
    contact,
    ask: () => askAge({ base, fetch, now }),
    now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    onReturn,
  });
  void pulse.beat();
  const client = new PrometheusClient({
    base,
    fetch,
    reachability: {
      silence: () => (contact.current.state === 'lost' ? contact.current.reason : undefined),
      unanswered: () => void pulse.beat(),
    },
  });
  return { contact, client };
}
