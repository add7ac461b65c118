import { gauge } from './metric.ts';

/** blackbox_exporter's names, and one label more: the name of the probe, because several stand on one page. */
const probe = 'probe';

export const probeSuccess = gauge('probe_success', 'Whether the probe was a success.', probe);
export const probeDuration = gauge('probe_duration_seconds', 'How long the probe took.', probe);
export const probeDnsLookup = gauge(
  'probe_dns_lookup_time_seconds',
  'How long resolving the name took.',
  probe,
);
export const probeIpProtocol = gauge('probe_ip_protocol', 'IP version used, 4 or 6.', probe);
export const probeHttpStatus = gauge('probe_http_status_code', 'HTTP status code.', probe);
export const probeHttpDuration = gauge(
  'probe_http_duration_seconds',
  'How long a phase of the request took.',
  probe,
  'phase',
);
export const probeHttpContentLength = gauge(
  'probe_http_content_length',
  'Length of the body as the server told it.',
  probe,
);
export const probeHttpSsl = gauge('probe_http_ssl', 'Whether TLS was used.', probe);
export const probeHttpVersion = gauge('probe_http_version', 'HTTP version of the answer.', probe);
export const probeFailedDueToRegex = gauge(
  'probe_failed_due_to_regex',
  'Whether the probe failed because the body did not look as it should.',
  probe,
);
export const probeSslEarliestExpiry = gauge(
  'probe_ssl_earliest_cert_expiry',
  'When the first certificate of the chain ends, in seconds since 1970.',
  probe,
);
export const probeSslLastChainExpiry = gauge(
  'probe_ssl_last_chain_expiry_timestamp_seconds',
  'When the chain that lasts longest ends.',
  probe,
);
export const probeTlsVersion = gauge(
  'probe_tls_version_info',
  'TLS version used, always 1.',
  probe,
  'version',
);
export const probeIcmpDuration = gauge(
  'probe_icmp_duration_seconds',
  'How long a phase of the echo took.',
  probe,
  'phase',
);
export const probeDnsAnswers = gauge(
  'probe_dns_answer_rrs',
  'Records in the answer section.',
  probe,
);
