import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import {
  probeSslEarliestExpiry,
  probeSslLastChainExpiry,
  probeTlsVersion,
} from '../../catalog/probe.ts';
import { type Sample, sample } from '../sources/sample.ts';

/** What a TLS connection says about its certificates, in blackbox_exporter's names. */
export function certificateSamples(name: string, socket: TLSSocket): readonly Sample[] {
  const chain = chainOf(socket.getPeerCertificate(true));
  const ends = chain.map(({ valid_to }) => Date.parse(valid_to) / 1000).filter(Number.isFinite);
  const earliest = Math.min(...ends);
  const version = (socket.getProtocol() ?? 'unknown').replace('TLSv', 'TLS ');
  return [
    sample(probeTlsVersion, 1, name, version),
    ...(ends.length === 0
      ? []
      : [
          sample(probeSslEarliestExpiry, earliest, name),
          // Node verifies one chain, so the one that lasts longest is this one.
          sample(probeSslLastChainExpiry, earliest, name),
        ]),
  ];
}

function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  const seen = new Set<string>();
  let next: DetailedPeerCertificate | undefined = leaf;
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256); // a self-signed certificate is its own issuer
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}
