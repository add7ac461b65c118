import { counter, gauge } from './metric.ts';

export const arpEntries = gauge('node_arp_entries', 'Neighbors known by an interface.', 'device');
export const bondingActive = gauge(
  'node_bonding_active',
  'Interfaces of a bond that work.',
  'master',
);
export const bondingSlaves = gauge('node_bonding_slaves', 'Interfaces of a bond.', 'master');
export const networkCarrier = gauge('node_network_carrier', 'Whether there is a link.', 'device');
export const networkInfo = gauge(
  'node_network_info',
  'What the interface is, always 1.',
  'address',
  'broadcast',
  'device',
  'duplex',
  'ifalias',
  'operstate',
);
export const networkMtuBytes = gauge('node_network_mtu_bytes', 'Largest packet.', 'device');
export const networkReceiveBytes = counter(
  'node_network_receive_bytes_total',
  'See /proc/net/dev.',
  'device',
);
export const networkReceiveCompressed = counter(
  'node_network_receive_compressed_total',
  'See /proc/net/dev.',
  'device',
);
export const networkReceiveDrop = counter(
  'node_network_receive_drop_total',
  'See /proc/net/dev.',
  'device',
);
export const networkReceiveErrs = counter(
  'node_network_receive_errs_total',
  'See /proc/net/dev.',
  'device',
);
export const networkReceiveFifo = counter(
  'node_network_receive_fifo_total',
  'See /proc/net/dev.',
  'device',
);
export const networkReceiveFrame = counter(
  'node_network_receive_frame_total',
  'See /proc/net/dev.',
  'device',
);
export const networkReceiveMulticast = counter(
  'node_network_receive_multicast_total',
  'See /proc/net/dev.',
  'device',
);
export const networkReceiveNohandler = counter(
  'node_network_receive_nohandler_total',
  'Packets nobody asked for.',
  'device',
);
export const networkReceivePackets = counter(
  'node_network_receive_packets_total',
  'See /proc/net/dev.',
  'device',
);
export const networkSpeedBytes = gauge(
  'node_network_speed_bytes',
  'Speed of the link in bytes a second.',
  'device',
);
export const networkTransmitBytes = counter(
  'node_network_transmit_bytes_total',
  'See /proc/net/dev.',
  'device',
);
export const networkTransmitCarrier = counter(
  'node_network_transmit_carrier_total',
  'See /proc/net/dev.',
  'device',
);
export const networkTransmitColls = counter(
  'node_network_transmit_colls_total',
  'See /proc/net/dev.',
  'device',
);
export const networkTransmitCompressed = counter(
  'node_network_transmit_compressed_total',
  'See /proc/net/dev.',
  'device',
);
export const networkTransmitDrop = counter(
  'node_network_transmit_drop_total',
  'See /proc/net/dev.',
  'device',
);
export const networkTransmitErrs = counter(
  'node_network_transmit_errs_total',
  'See /proc/net/dev.',
  'device',
);
export const networkTransmitFifo = counter(
  'node_network_transmit_fifo_total',
  'See /proc/net/dev.',
  'device',
);
export const networkTransmitPackets = counter(
  'node_network_transmit_packets_total',
  'See /proc/net/dev.',
  'device',
);
export const networkUp = gauge('node_network_up', 'Whether the interface is up.', 'device');
export const nfConntrackEntries = gauge('node_nf_conntrack_entries', 'Tracked connections.');
export const nfConntrackEntriesLimit = gauge(
  'node_nf_conntrack_entries_limit',
  'Limit of tracked connections.',
);
export const softnetDropped = counter(
  'node_softnet_dropped_total',
  'Packets dropped because the queue was full.',
  'cpu',
);
export const softnetFlowLimitCount = counter(
  'node_softnet_flow_limit_count_total',
  'Packets dropped by the flow limit.',
  'cpu',
);
export const softnetProcessed = counter(
  'node_softnet_processed_total',
  'Packets processed.',
  'cpu',
);
export const softnetReceivedRps = counter(
  'node_softnet_received_rps_total',
  'Times a CPU was woken to receive.',
  'cpu',
);
export const softnetTimesSqueezed = counter(
  'node_softnet_times_squeezed_total',
  'Times the budget ended before the queue.',
  'cpu',
);
export const tcpConnectionStates = gauge(
  'node_tcp_connection_states',
  'TCP connections by state.',
  'state',
);
export const udpQueues = gauge('node_udp_queues', 'Bytes waiting in UDP sockets.', 'ip', 'queue');
