import {
  other,
  pairStates,
  timedTxnKinds,
  txnKinds,
  txnModes,
  txnResults,
  uploadQueues,
} from './labels.ts';
import { closed, counter, gauge, histogram } from './metric.ts';

export const txn = closed(
  counter('yibao_txn_total', 'Finished calls to the insurance bureau.', 'txn', 'result'),
  { txn: txnKinds, result: txnResults },
);
export const txnDuration = closed(
  histogram(
    {
      name: 'yibao_txn_duration_seconds',
      help: 'Duration of a call on the clock of the server.',
      buckets: [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 120],
    },
    'txn',
  ),
  { txn: timedTxnKinds },
);
export const txnErrorCode = counter(
  'yibao_txn_error_code_total',
  'Error numbers of the allow-list; all else counts as other.',
  'code',
);
export const txnMode = closed(
  counter('yibao_txn_mode_total', 'Committed settlements by mode.', 'mode'),
  { mode: txnModes },
);
export const txnInFlight = gauge('yibao_txn_in_flight', 'Calls running now.');
export const workerBusy = gauge('yibao_worker_busy', 'Settlement workers at work.');
export const workerMax = gauge('yibao_worker_max', 'Settlement workers there are.');
export const txnLastSuccess = closed(
  gauge('yibao_txn_last_success_timestamp_seconds', 'Time of the last good call.', 'txn'),
  { txn: ['person_info', 'divide', 'trade'] },
);
export const settlementAmount = counter(
  'yibao_settlement_amount_yuan_total',
  'Settled yuan, added in hourly steps of at least ten settlements.',
);
export const indoubtTrades = gauge('yibao_indoubt_trades', 'Requests without a known result.');
export const indoubtOldestAge = gauge(
  'yibao_indoubt_oldest_age_seconds',
  'Age of the oldest request without a known result, by the clock of the database.',
);
export const reversal = closed(counter('yibao_reversal_total', 'Reversals of trades.', 'result'), {
  result: ['ok', 'failed', 'unknown'],
});
export const divideItems = closed(
  counter('yibao_divide_items_total', 'Items of a bill by their state after the split.', 'state'),
  { state: ['0', '1', '2', '3', '4', '5', '6', other] },
);
export const duplicateSubmit = counter(
  'yibao_duplicate_submit_total',
  'Submissions refused because they came too often.',
);
export const cardReaderUp = gauge(
  'yibao_card_reader_up',
  'Whether the card reader of a window answers.',
  'reader',
);
export const cardReadFailures = closed(
  counter('yibao_card_read_failures_total', 'Failed reads of a card.', 'kind'),
  { kind: ['no_card', 'psam', 'power_up', 'lost_card', other] },
);
export const pairState = closed(
  gauge('yibao_pair_state', 'State of the pair as this server sees it, one of five is 1.', 'state'),
  { state: pairStates },
);
export const pairActive = gauge('yibao_pair_active', 'Whether this server serves now.');
export const pairReplicationLag = gauge(
  'yibao_pair_replication_lag_seconds',
  'How far the standby is behind.',
);
export const uploadQueueLength = closed(
  gauge('yibao_upload_queue_length', 'Records not yet sent to the bureau.', 'queue'),
  { queue: uploadQueues },
);
export const uploadOldestAge = closed(
  gauge(
    'yibao_upload_oldest_age_seconds',
    'Age of the oldest record not yet sent, by the clock of the database.',
    'queue',
  ),
  { queue: uploadQueues },
);
export const upload = closed(
  counter('yibao_upload_total', 'Records sent to the bureau.', 'queue', 'result'),
  { queue: uploadQueues, result: ['ok', 'failed', 'rejected'] },
);
export const uploadRetry = closed(
  counter('yibao_upload_retry_total', 'Repeated sends of a record.', 'queue'),
  { queue: uploadQueues },
);
export const uploadFailedRecords = closed(
  gauge('yibao_upload_failed_records', 'Records that the bureau did not take.', 'queue'),
  { queue: uploadQueues },
);
export const offlineSettledPending = gauge(
  'yibao_offline_settled_pending',
  'Settlements made without the bureau and not yet sent.',
);
export const offlineSeconds = counter(
  'yibao_offline_seconds_total',
  'Seconds during which the bureau could not be reached.',
);
export const reconcileLastSuccess = gauge(
  'yibao_reconcile_last_success_timestamp_seconds',
  'Time of the last good reconciliation.',
  'scope',
);
export const reconcileMismatch = gauge(
  'yibao_reconcile_mismatch_trades',
  'Trades that differ from the books of the other side.',
  'scope',
);
export const reconcileDiff = gauge(
  'yibao_reconcile_diff_yuan',
  'Sum of the differences in yuan.',
  'scope',
);
