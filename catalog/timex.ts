import { counter, gauge } from './metric.ts';

/** Clock discipline; those that need adjtimex(2) are declared and not yet exported. */
export const timex = {
  estimated_error_seconds: gauge(
    'node_timex_estimated_error_seconds',
    'Timex estimated error seconds: adjtimex(2) esterror.',
  ),
  frequency_adjustment_ratio: gauge(
    'node_timex_frequency_adjustment_ratio',
    'Timex frequency adjustment ratio: chronyc -c tracking 1 + frequency ppm/1e6; later: adjtimex(2) freq.',
  ),
  loop_time_constant: gauge(
    'node_timex_loop_time_constant',
    'Timex loop time constant: adjtimex(2) constant.',
  ),
  maxerror_seconds: gauge(
    'node_timex_maxerror_seconds',
    'Timex maxerror seconds: chronyc -c tracking root delay/2 + root dispersion; later: adjtimex(2) maxerror.',
  ),
  offset_seconds: gauge(
    'node_timex_offset_seconds',
    'Timex offset seconds: chronyc -c tracking field 5; later: adjtimex(2) offset.',
  ),
  pps_calibration_total: counter(
    'node_timex_pps_calibration_total',
    'Timex pps calibration: adjtimex(2) calcnt, only on hosts with PPS.',
  ),
  pps_error_total: counter(
    'node_timex_pps_error_total',
    'Timex pps error: adjtimex(2) errcnt, only on hosts with PPS.',
  ),
  pps_frequency_hertz: gauge(
    'node_timex_pps_frequency_hertz',
    'Timex pps frequency hertz: adjtimex(2) ppsfreq, only on hosts with PPS.',
  ),
  pps_jitter_seconds: gauge(
    'node_timex_pps_jitter_seconds',
    'Timex pps jitter seconds: adjtimex(2) jitter, only on hosts with PPS.',
  ),
  pps_jitter_total: counter(
    'node_timex_pps_jitter_total',
    'Timex pps jitter: adjtimex(2) jitcnt, only on hosts with PPS.',
  ),
  pps_shift_seconds: gauge(
    'node_timex_pps_shift_seconds',
    'Timex pps shift seconds: adjtimex(2) shift, only on hosts with PPS.',
  ),
  pps_stability_exceeded_total: counter(
    'node_timex_pps_stability_exceeded_total',
    'Timex pps stability exceeded: adjtimex(2) stbcnt, only on hosts with PPS.',
  ),
  pps_stability_hertz: gauge(
    'node_timex_pps_stability_hertz',
    'Timex pps stability hertz: adjtimex(2) stabil, only on hosts with PPS.',
  ),
  status: gauge('node_timex_status', 'Timex status: adjtimex(2) status.'),
  sync_status: gauge(
    'node_timex_sync_status',
    'Timex sync status: chronyc -c tracking leap status != Not synchronised, else file: /run/systemd/timesync/synchronized; later: adjtimex(2) return value.',
  ),
  tai_offset_seconds: gauge(
    'node_timex_tai_offset_seconds',
    'Timex tai offset seconds: adjtimex(2) tai.',
  ),
  tick_seconds: gauge('node_timex_tick_seconds', 'Timex tick seconds: adjtimex(2) tick.'),
};
