import { gauge, untyped } from './metric.ts';

/** Fields of /proc/net/{netstat,snmp,snmp6}, keyed protocol_field. */
export const netstat = {
  Icmp6_InErrors: untyped(
    'node_netstat_Icmp6_InErrors',
    'Netstat Icmp6 InErrors: /proc/net/snmp6 Icmp6InErrors.',
  ),
  Icmp6_InMsgs: untyped(
    'node_netstat_Icmp6_InMsgs',
    'Netstat Icmp6 InMsgs: /proc/net/snmp6 Icmp6InMsgs.',
  ),
  Icmp6_OutMsgs: untyped(
    'node_netstat_Icmp6_OutMsgs',
    'Netstat Icmp6 OutMsgs: /proc/net/snmp6 Icmp6OutMsgs.',
  ),
  Icmp_InErrors: untyped(
    'node_netstat_Icmp_InErrors',
    'Netstat Icmp InErrors: /proc/net/snmp Icmp InErrors.',
  ),
  Icmp_InMsgs: untyped(
    'node_netstat_Icmp_InMsgs',
    'Netstat Icmp InMsgs: /proc/net/snmp Icmp InMsgs.',
  ),
  Icmp_OutMsgs: untyped(
    'node_netstat_Icmp_OutMsgs',
    'Netstat Icmp OutMsgs: /proc/net/snmp Icmp OutMsgs.',
  ),
  Ip6_InOctets: untyped(
    'node_netstat_Ip6_InOctets',
    'Netstat Ip6 InOctets: /proc/net/snmp6 Ip6InOctets.',
  ),
  Ip6_OutOctets: untyped(
    'node_netstat_Ip6_OutOctets',
    'Netstat Ip6 OutOctets: /proc/net/snmp6 Ip6OutOctets.',
  ),
  IpExt_InOctets: untyped(
    'node_netstat_IpExt_InOctets',
    'Netstat IpExt InOctets: /proc/net/netstat IpExt InOctets.',
  ),
  IpExt_OutOctets: untyped(
    'node_netstat_IpExt_OutOctets',
    'Netstat IpExt OutOctets: /proc/net/netstat IpExt OutOctets.',
  ),
  Ip_Forwarding: untyped(
    'node_netstat_Ip_Forwarding',
    'Netstat Ip Forwarding: /proc/net/snmp Ip Forwarding.',
  ),
  TcpExt_ListenDrops: untyped(
    'node_netstat_TcpExt_ListenDrops',
    'Netstat TcpExt ListenDrops: /proc/net/netstat TcpExt ListenDrops.',
  ),
  TcpExt_ListenOverflows: untyped(
    'node_netstat_TcpExt_ListenOverflows',
    'Netstat TcpExt ListenOverflows: /proc/net/netstat TcpExt ListenOverflows.',
  ),
  TcpExt_SyncookiesFailed: untyped(
    'node_netstat_TcpExt_SyncookiesFailed',
    'Netstat TcpExt SyncookiesFailed: /proc/net/netstat TcpExt SyncookiesFailed.',
  ),
  TcpExt_SyncookiesRecv: untyped(
    'node_netstat_TcpExt_SyncookiesRecv',
    'Netstat TcpExt SyncookiesRecv: /proc/net/netstat TcpExt SyncookiesRecv.',
  ),
  TcpExt_SyncookiesSent: untyped(
    'node_netstat_TcpExt_SyncookiesSent',
    'Netstat TcpExt SyncookiesSent: /proc/net/netstat TcpExt SyncookiesSent.',
  ),
  TcpExt_TCPOFOQueue: untyped(
    'node_netstat_TcpExt_TCPOFOQueue',
    'Netstat TcpExt TCPOFOQueue: /proc/net/netstat TcpExt TCPOFOQueue.',
  ),
  TcpExt_TCPRcvQDrop: untyped(
    'node_netstat_TcpExt_TCPRcvQDrop',
    'Netstat TcpExt TCPRcvQDrop: /proc/net/netstat TcpExt TCPRcvQDrop.',
  ),
  TcpExt_TCPSynRetrans: untyped(
    'node_netstat_TcpExt_TCPSynRetrans',
    'Netstat TcpExt TCPSynRetrans: /proc/net/netstat TcpExt TCPSynRetrans.',
  ),
  TcpExt_TCPTimeouts: untyped(
    'node_netstat_TcpExt_TCPTimeouts',
    'Netstat TcpExt TCPTimeouts: /proc/net/netstat TcpExt TCPTimeouts.',
  ),
  Tcp_ActiveOpens: untyped(
    'node_netstat_Tcp_ActiveOpens',
    'Netstat Tcp ActiveOpens: /proc/net/snmp Tcp ActiveOpens.',
  ),
  Tcp_CurrEstab: untyped(
    'node_netstat_Tcp_CurrEstab',
    'Netstat Tcp CurrEstab: /proc/net/snmp Tcp CurrEstab.',
  ),
  Tcp_InErrs: untyped('node_netstat_Tcp_InErrs', 'Netstat Tcp InErrs: /proc/net/snmp Tcp InErrs.'),
  Tcp_InSegs: untyped('node_netstat_Tcp_InSegs', 'Netstat Tcp InSegs: /proc/net/snmp Tcp InSegs.'),
  Tcp_MaxConn: untyped(
    'node_netstat_Tcp_MaxConn',
    'Netstat Tcp MaxConn: /proc/net/snmp Tcp MaxConn.',
  ),
  Tcp_OutRsts: untyped(
    'node_netstat_Tcp_OutRsts',
    'Netstat Tcp OutRsts: /proc/net/snmp Tcp OutRsts.',
  ),
  Tcp_OutSegs: untyped(
    'node_netstat_Tcp_OutSegs',
    'Netstat Tcp OutSegs: /proc/net/snmp Tcp OutSegs.',
  ),
  Tcp_PassiveOpens: untyped(
    'node_netstat_Tcp_PassiveOpens',
    'Netstat Tcp PassiveOpens: /proc/net/snmp Tcp PassiveOpens.',
  ),
  Tcp_RetransSegs: untyped(
    'node_netstat_Tcp_RetransSegs',
    'Netstat Tcp RetransSegs: /proc/net/snmp Tcp RetransSegs.',
  ),
  Udp6_InDatagrams: untyped(
    'node_netstat_Udp6_InDatagrams',
    'Netstat Udp6 InDatagrams: /proc/net/snmp6 Udp6InDatagrams.',
  ),
  Udp6_InErrors: untyped(
    'node_netstat_Udp6_InErrors',
    'Netstat Udp6 InErrors: /proc/net/snmp6 Udp6InErrors.',
  ),
  Udp6_NoPorts: untyped(
    'node_netstat_Udp6_NoPorts',
    'Netstat Udp6 NoPorts: /proc/net/snmp6 Udp6NoPorts.',
  ),
  Udp6_OutDatagrams: untyped(
    'node_netstat_Udp6_OutDatagrams',
    'Netstat Udp6 OutDatagrams: /proc/net/snmp6 Udp6OutDatagrams.',
  ),
  Udp6_RcvbufErrors: untyped(
    'node_netstat_Udp6_RcvbufErrors',
    'Netstat Udp6 RcvbufErrors: /proc/net/snmp6 Udp6RcvbufErrors.',
  ),
  Udp6_SndbufErrors: untyped(
    'node_netstat_Udp6_SndbufErrors',
    'Netstat Udp6 SndbufErrors: /proc/net/snmp6 Udp6SndbufErrors.',
  ),
  UdpLite6_InErrors: untyped(
    'node_netstat_UdpLite6_InErrors',
    'Netstat UdpLite6 InErrors: /proc/net/snmp6 UdpLite6InErrors.',
  ),
  UdpLite_InErrors: untyped(
    'node_netstat_UdpLite_InErrors',
    'Netstat UdpLite InErrors: /proc/net/snmp UdpLite InErrors.',
  ),
  Udp_InDatagrams: untyped(
    'node_netstat_Udp_InDatagrams',
    'Netstat Udp InDatagrams: /proc/net/snmp Udp InDatagrams.',
  ),
  Udp_InErrors: untyped(
    'node_netstat_Udp_InErrors',
    'Netstat Udp InErrors: /proc/net/snmp Udp InErrors.',
  ),
  Udp_NoPorts: untyped(
    'node_netstat_Udp_NoPorts',
    'Netstat Udp NoPorts: /proc/net/snmp Udp NoPorts.',
  ),
  Udp_OutDatagrams: untyped(
    'node_netstat_Udp_OutDatagrams',
    'Netstat Udp OutDatagrams: /proc/net/snmp Udp OutDatagrams.',
  ),
  Udp_RcvbufErrors: untyped(
    'node_netstat_Udp_RcvbufErrors',
    'Netstat Udp RcvbufErrors: /proc/net/snmp Udp RcvbufErrors.',
  ),
  Udp_SndbufErrors: untyped(
    'node_netstat_Udp_SndbufErrors',
    'Netstat Udp SndbufErrors: /proc/net/snmp Udp SndbufErrors.',
  ),
};

/** Fields of /proc/net/{sockstat,sockstat6}, keyed protocol_field. */
export const sockstat = {
  FRAG6_inuse: gauge(
    'node_sockstat_FRAG6_inuse',
    'Sockstat FRAG6 inuse: /proc/net/sockstat6 FRAG6 inuse.',
  ),
  FRAG6_memory: gauge(
    'node_sockstat_FRAG6_memory',
    'Sockstat FRAG6 memory: /proc/net/sockstat6 FRAG6 memory.',
  ),
  FRAG_inuse: gauge(
    'node_sockstat_FRAG_inuse',
    'Sockstat FRAG inuse: /proc/net/sockstat FRAG inuse.',
  ),
  FRAG_memory: gauge(
    'node_sockstat_FRAG_memory',
    'Sockstat FRAG memory: /proc/net/sockstat FRAG memory.',
  ),
  RAW6_inuse: gauge(
    'node_sockstat_RAW6_inuse',
    'Sockstat RAW6 inuse: /proc/net/sockstat6 RAW6 inuse.',
  ),
  RAW_inuse: gauge('node_sockstat_RAW_inuse', 'Sockstat RAW inuse: /proc/net/sockstat RAW inuse.'),
  TCP6_inuse: gauge(
    'node_sockstat_TCP6_inuse',
    'Sockstat TCP6 inuse: /proc/net/sockstat6 TCP6 inuse.',
  ),
  TCP_alloc: gauge('node_sockstat_TCP_alloc', 'Sockstat TCP alloc: /proc/net/sockstat TCP alloc.'),
  TCP_inuse: gauge('node_sockstat_TCP_inuse', 'Sockstat TCP inuse: /proc/net/sockstat TCP inuse.'),
  TCP_mem: gauge('node_sockstat_TCP_mem', 'Sockstat TCP mem: /proc/net/sockstat TCP mem.'),
  TCP_mem_bytes: gauge(
    'node_sockstat_TCP_mem_bytes',
    'Sockstat TCP mem bytes: /proc/net/sockstat TCP mem x page size.',
  ),
  TCP_orphan: gauge(
    'node_sockstat_TCP_orphan',
    'Sockstat TCP orphan: /proc/net/sockstat TCP orphan.',
  ),
  TCP_tw: gauge('node_sockstat_TCP_tw', 'Sockstat TCP tw: /proc/net/sockstat TCP tw.'),
  UDP6_inuse: gauge(
    'node_sockstat_UDP6_inuse',
    'Sockstat UDP6 inuse: /proc/net/sockstat6 UDP6 inuse.',
  ),
  UDPLITE6_inuse: gauge(
    'node_sockstat_UDPLITE6_inuse',
    'Sockstat UDPLITE6 inuse: /proc/net/sockstat6 UDPLITE6 inuse.',
  ),
  UDPLITE_inuse: gauge(
    'node_sockstat_UDPLITE_inuse',
    'Sockstat UDPLITE inuse: /proc/net/sockstat UDPLITE inuse.',
  ),
  UDP_inuse: gauge('node_sockstat_UDP_inuse', 'Sockstat UDP inuse: /proc/net/sockstat UDP inuse.'),
  UDP_mem: gauge('node_sockstat_UDP_mem', 'Sockstat UDP mem: /proc/net/sockstat UDP mem.'),
  UDP_mem_bytes: gauge(
    'node_sockstat_UDP_mem_bytes',
    'Sockstat UDP mem bytes: /proc/net/sockstat UDP mem x page size.',
  ),
  sockets_used: gauge(
    'node_sockstat_sockets_used',
    'Sockstat sockets used: /proc/net/sockstat sockets used.',
  ),
};
