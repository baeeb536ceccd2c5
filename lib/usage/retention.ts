/** Days that usage is kept: each response's row, and the sums of all of them by minute, hour and day. `ahead`: partitions that are made beforehand. */
export const USAGE_DAYS = { rows: 90, minutes: 8, hours: 92, days: 800, ahead: 3 } as const;
