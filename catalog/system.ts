import { counter, gauge } from './metric.ts';

export const bootTimeSeconds = gauge(
  'node_boot_time_seconds',
  'Boot time seconds: /proc/stat btime.',
);
export const entropyAvailableBits = gauge(
  'node_entropy_available_bits',
  'Entropy available bits: /proc/sys/kernel/random/entropy_avail.',
);
export const entropyPoolSizeBits = gauge(
  'node_entropy_pool_size_bits',
  'Entropy pool size bits: /proc/sys/kernel/random/poolsize.',
);
export const exporterBuildInfo = gauge(
  'node_exporter_build_info',
  'Exporter build info: build constants; goversion carries the Node version.',
  'branch',
  'goarch',
  'goos',
  'goversion',
  'revision',
  'tags',
  'version',
);
export const kernelHungTasks = counter(
  'node_kernel_hung_tasks_total',
  'Kernel hung tasks: /proc/sys/kernel/hung_task_detect_count.',
);
export const osInfo = gauge(
  'node_os_info',
  'Os info: /etc/os-release, else /usr/lib/os-release.',
  'build_id',
  'id',
  'id_like',
  'image_id',
  'image_version',
  'name',
  'pretty_name',
  'variant',
  'variant_id',
  'version',
  'version_codename',
  'version_id',
);
export const processesMaxProcesses = gauge(
  'node_processes_max_processes',
  'Processes max processes: /proc/sys/kernel/pid_max.',
);
export const processesMaxThreads = gauge(
  'node_processes_max_threads',
  'Processes max threads: /proc/sys/kernel/threads-max.',
);
export const processesPids = gauge('node_processes_pids', 'Processes pids: count of /proc/N.');
export const processesState = gauge(
  'node_processes_state',
  'Processes state: /proc/N/stat field 3.',
  'state',
);
export const processesThreads = gauge(
  'node_processes_threads',
  'Processes threads: /proc/loadavg field 4 total.',
);
export const systemdServiceRestart = counter(
  'node_systemd_service_restart_total',
  'Systemd service restart: systemctl show -p Id,NRestarts "*.service".',
  'name',
);
export const systemdSocketAcceptedConnections = counter(
  'node_systemd_socket_accepted_connections_total',
  'Systemd socket accepted connections: systemctl show -p Id,NAccepted "*.socket".',
  'name',
);
export const systemdSocketCurrentConnections = gauge(
  'node_systemd_socket_current_connections',
  'Systemd socket current connections: systemctl show -p Id,NConnections "*.socket".',
  'name',
);
export const systemdSocketRefusedConnections = gauge(
  'node_systemd_socket_refused_connections_total',
  'Systemd socket refused connections: systemctl show -p Id,NRefused "*.socket".',
  'name',
);
export const systemdUnitState = gauge(
  'node_systemd_unit_state',
  'Systemd unit state: systemctl list-units --all --plain --no-legend (active activating deactivating inactive failed).',
  'name',
  'state',
  'type',
);
export const systemdUnits = gauge(
  'node_systemd_units',
  'Systemd units: systemctl list-units, count by state.',
  'state',
);
export const textfileMtimeSeconds = gauge(
  'node_textfile_mtime_seconds',
  'Textfile mtime seconds: stat after a good parse.',
  'file',
);
export const textfileScrapeError = gauge(
  'node_textfile_scrape_error',
  'Textfile scrape error: textfile collector.',
);
export const timeSeconds = gauge('node_time_seconds', 'Time seconds: wall clock.');
export const unameInfo = gauge(
  'node_uname_info',
  'Uname info: os.type(), os.release(), os.version(), os.machine(), os.hostname() + /proc/sys/kernel/domainname.',
  'domainname',
  'machine',
  'nodename',
  'release',
  'sysname',
  'version',
);
/** Where Linux counts runnable processes; it means something else, so it has another name. */
export const windowsProcessorQueueLength = gauge(
  'windows_system_processor_queue_length',
  'Threads that wait for a processor; only on Windows.',
);
