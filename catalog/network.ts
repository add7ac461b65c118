import { counter, gauge } from './metric.ts';

export const arpEntries = gauge('node_arp_entries', 'Arp entries: /proc/net/arp.', 'device');
export const bondingActive = gauge(
  'node_bonding_active',
  'Bonding active: class/net/bonding_masters, slaves with mii_status up.',
  'master',
);
export const bondingSlaves = gauge(
  'node_bonding_slaves',
  'Bonding slaves: class/net/X/bonding/slaves.',
  'master',
);
export const networkCarrier = gauge(
  'node_network_carrier',
  'Network carrier: class/net/X/carrier, left out on EINVAL.',
  'device',
);
export const networkInfo = gauge(
  'node_network_info',
  'Network info: class/net/X.',
  'address',
  'broadcast',
  'device',
  'duplex',
  'ifalias',
  'operstate',
);
export const networkMtuBytes = gauge(
  'node_network_mtu_bytes',
  'Network mtu bytes: class/net/X/mtu.',
  'device',
);
export const networkReceiveBytes = counter(
  'node_network_receive_bytes_total',
  'Network receive bytes: /proc/net/dev column 1.',
  'device',
);
export const networkReceiveCompressed = counter(
  'node_network_receive_compressed_total',
  'Network receive compressed: /proc/net/dev column 7.',
  'device',
);
export const networkReceiveDrop = counter(
  'node_network_receive_drop_total',
  'Network receive drop: /proc/net/dev column 4.',
  'device',
);
export const networkReceiveErrs = counter(
  'node_network_receive_errs_total',
  'Network receive errs: /proc/net/dev column 3.',
  'device',
);
export const networkReceiveFifo = counter(
  'node_network_receive_fifo_total',
  'Network receive fifo: /proc/net/dev column 5.',
  'device',
);
export const networkReceiveFrame = counter(
  'node_network_receive_frame_total',
  'Network receive frame: /proc/net/dev column 6.',
  'device',
);
export const networkReceiveMulticast = counter(
  'node_network_receive_multicast_total',
  'Network receive multicast: /proc/net/dev column 8.',
  'device',
);
export const networkReceiveNohandler = counter(
  'node_network_receive_nohandler_total',
  'Network receive nohandler: class/net/X/statistics/rx_nohandler.',
  'device',
);
export const networkReceivePackets = counter(
  'node_network_receive_packets_total',
  'Network receive packets: /proc/net/dev column 2.',
  'device',
);
export const networkSpeedBytes = gauge(
  'node_network_speed_bytes',
  'Network speed bytes: class/net/X/speed x125000, left out when -1 or EINVAL.',
  'device',
);
export const networkTransmitBytes = counter(
  'node_network_transmit_bytes_total',
  'Network transmit bytes: /proc/net/dev column 9.',
  'device',
);
export const networkTransmitCarrier = counter(
  'node_network_transmit_carrier_total',
  'Network transmit carrier: /proc/net/dev column 15.',
  'device',
);
export const networkTransmitColls = counter(
  'node_network_transmit_colls_total',
  'Network transmit colls: /proc/net/dev column 14.',
  'device',
);
export const networkTransmitCompressed = counter(
  'node_network_transmit_compressed_total',
  'Network transmit compressed: /proc/net/dev column 16.',
  'device',
);
export const networkTransmitDrop = counter(
  'node_network_transmit_drop_total',
  'Network transmit drop: /proc/net/dev column 12.',
  'device',
);
export const networkTransmitErrs = counter(
  'node_network_transmit_errs_total',
  'Network transmit errs: /proc/net/dev column 11.',
  'device',
);
export const networkTransmitFifo = counter(
  'node_network_transmit_fifo_total',
  'Network transmit fifo: /proc/net/dev column 13.',
  'device',
);
export const networkTransmitPackets = counter(
  'node_network_transmit_packets_total',
  'Network transmit packets: /proc/net/dev column 10.',
  'device',
);
export const networkUp = gauge(
  'node_network_up',
  'Network up: class/net/X/operstate == up.',
  'device',
);
export const nfConntrackEntries = gauge(
  'node_nf_conntrack_entries',
  'Nf conntrack entries: /proc/sys/net/netfilter/nf_conntrack_count.',
);
export const nfConntrackEntriesLimit = gauge(
  'node_nf_conntrack_entries_limit',
  'Nf conntrack entries limit: /proc/sys/net/netfilter/nf_conntrack_max.',
);
export const softnetDropped = counter(
  'node_softnet_dropped_total',
  'Softnet dropped: /proc/net/softnet_stat column 2 (hex).',
  'cpu',
);
export const softnetFlowLimitCount = counter(
  'node_softnet_flow_limit_count_total',
  'Softnet flow limit count: /proc/net/softnet_stat column 11 (hex).',
  'cpu',
);
export const softnetProcessed = counter(
  'node_softnet_processed_total',
  'Softnet processed: /proc/net/softnet_stat column 1 (hex).',
  'cpu',
);
export const softnetReceivedRps = counter(
  'node_softnet_received_rps_total',
  'Softnet received rps: /proc/net/softnet_stat column 10 (hex).',
  'cpu',
);
export const softnetTimesSqueezed = counter(
  'node_softnet_times_squeezed_total',
  'Softnet times squeezed: /proc/net/softnet_stat column 3 (hex).',
  'cpu',
);
export const tcpConnectionStates = gauge(
  'node_tcp_connection_states',
  'Tcp connection states: /proc/net/tcp + tcp6, streamed, capped.',
  'state',
);
export const udpQueues = gauge(
  'node_udp_queues',
  'Udp queues: /proc/net/udp + udp6 tx_queue, rx_queue (hex; rx tx, v4 v6).',
  'ip',
  'queue',
);
