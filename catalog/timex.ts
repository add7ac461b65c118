import { counter, gauge } from './metric.ts';

/** Clock discipline; those that need adjtimex(2) are declared and not yet exported. */
export const timex = {
  estimated_error_seconds: gauge(
    'node_timex_estimated_error_seconds',
    'Estimated error of the clock.',
  ),
  frequency_adjustment_ratio: gauge(
    'node_timex_frequency_adjustment_ratio',
    'How much faster than its crystal the clock runs.',
  ),
  loop_time_constant: gauge('node_timex_loop_time_constant', 'Time constant of the loop.'),
  maxerror_seconds: gauge('node_timex_maxerror_seconds', 'Largest possible error of the clock.'),
  offset_seconds: gauge('node_timex_offset_seconds', 'Offset between the clock and its source.'),
  pps_calibration_total: counter(
    'node_timex_pps_calibration_total',
    'Of a clock with a pulse per second.',
  ),
  pps_error_total: counter('node_timex_pps_error_total', 'Of a clock with a pulse per second.'),
  pps_frequency_hertz: gauge(
    'node_timex_pps_frequency_hertz',
    'Of a clock with a pulse per second.',
  ),
  pps_jitter_seconds: gauge('node_timex_pps_jitter_seconds', 'Of a clock with a pulse per second.'),
  pps_jitter_total: counter('node_timex_pps_jitter_total', 'Of a clock with a pulse per second.'),
  pps_shift_seconds: gauge('node_timex_pps_shift_seconds', 'Of a clock with a pulse per second.'),
  pps_stability_exceeded_total: counter(
    'node_timex_pps_stability_exceeded_total',
    'Of a clock with a pulse per second.',
  ),
  pps_stability_hertz: gauge(
    'node_timex_pps_stability_hertz',
    'Of a clock with a pulse per second.',
  ),
  status: gauge('node_timex_status', 'Status of the clock in bits.'),
  sync_status: gauge('node_timex_sync_status', 'Whether the clock is synchronized.'),
  tai_offset_seconds: gauge('node_timex_tai_offset_seconds', 'International atomic time less UTC.'),
  tick_seconds: gauge('node_timex_tick_seconds', 'Length of a tick.'),
};
