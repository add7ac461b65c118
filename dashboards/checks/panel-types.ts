/** Panel types that the console draws, and the folder of their schemas. */
export const panelTypes: Readonly<Record<string, string>> = {
  timeseries: 'timeseries',
  stat: 'stat',
  gauge: 'gauge',
  bargauge: 'bargauge',
  table: 'table',
  'state-timeline': 'statetimeline',
  'status-history': 'statushistory',
  heatmap: 'heatmap',
  text: 'text',
};
