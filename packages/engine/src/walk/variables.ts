import type { History } from '@tailorbird/flow/run/run'

/** The flow variables as they stand after all that has happened: later assignments over earlier ones. */
export function latestVariables(history: History, assigns: (nodeId: string) => boolean): Record<string, unknown> {
  const set: { endedAt: Date; output: unknown }[] = []
  for (const steps of history.values()) {
    for (const [nodeId, step] of steps) if (step.status === 'succeeded' && assigns(nodeId)) set.push(step)
  }
  set.sort((a, b) => a.endedAt.getTime() - b.endedAt.getTime())
  return Object.assign({}, ...set.map(({ output }) => output)) as Record<string, unknown>
}
