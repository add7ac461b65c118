import { counter, gauge } from './metric.ts';

export const bootTimeSeconds = gauge('node_boot_time_seconds', 'When the system was started.');
export const entropyAvailableBits = gauge('node_entropy_available_bits', 'Entropy there is.');
export const entropyPoolSizeBits = gauge('node_entropy_pool_size_bits', 'Entropy there can be.');
export const exporterBuildInfo = gauge(
  'node_exporter_build_info',
  'Version; goversion is the runtime, always 1.',
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
  'Tasks that hung in the kernel.',
);
export const osInfo = gauge(
  'node_os_info',
  'The operating system, always 1.',
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
export const processesMaxProcesses = gauge('node_processes_max_processes', 'Limit of processes.');
export const processesMaxThreads = gauge('node_processes_max_threads', 'Limit of threads.');
export const processesPids = gauge('node_processes_pids', 'Processes.');
export const processesState = gauge('node_processes_state', 'Processes by state.', 'state');
export const processesThreads = gauge('node_processes_threads', 'Threads.');
export const systemdServiceRestart = counter(
  'node_systemd_service_restart_total',
  'Restarts of a service.',
  'name',
);
export const systemdSocketAcceptedConnections = counter(
  'node_systemd_socket_accepted_connections_total',
  'Connections a socket has accepted.',
  'name',
);
export const systemdSocketCurrentConnections = gauge(
  'node_systemd_socket_current_connections',
  'Open connections of a socket.',
  'name',
);
export const systemdSocketRefusedConnections = gauge(
  'node_systemd_socket_refused_connections_total',
  'Connections a socket has refused.',
  'name',
);
export const systemdUnitState = gauge(
  'node_systemd_unit_state',
  'State of a unit.',
  'name',
  'state',
  'type',
);
export const systemdUnits = gauge('node_systemd_units', 'Units by state.', 'state');
export const textfileMtimeSeconds = gauge(
  'node_textfile_mtime_seconds',
  'When a textfile was written.',
  'file',
);
export const textfileScrapeError = gauge(
  'node_textfile_scrape_error',
  'Whether a textfile could not be read.',
);
export const timeSeconds = gauge('node_time_seconds', 'The clock of the system.');
export const unameInfo = gauge(
  'node_uname_info',
  'What uname says, always 1.',
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
