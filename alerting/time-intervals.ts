/** Office hours of the people who read digests. Public holidays belong to the center's calendar. */
export const timeIntervals: readonly object[] = [
  {
    name: 'office',
    time_intervals: [
      {
        weekdays: ['monday:friday'],
        times: [{ start_time: '08:30', end_time: '17:30' }],
        location: 'Asia/Shanghai',
      },
    ],
  },
];
