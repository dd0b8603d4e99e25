/** How a run can stand. */
export const RUN_STATUSES = ['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

export const isRunStatus = (value: unknown): value is RunStatus => (RUN_STATUSES as readonly unknown[]).includes(value)

export const isFinal = (status: RunStatus) => status === 'succeeded' || status === 'failed' || status === 'cancelled'
