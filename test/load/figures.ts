/** The value that `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]) => percentile(values, 0.5)

/** Median and 99th percentile in one phrase. */
export const medianAndP99 = (values: readonly number[], unit = 'ms') =>
  `median ${median(values).toFixed(1)} ${unit}, p99 ${percentile(values, 0.99).toFixed(1)} ${unit}`
