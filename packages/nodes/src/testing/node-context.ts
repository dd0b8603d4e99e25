import { type Condition, holds } from '@tailorbird/flow/expression/condition'
import type { Scope } from '@tailorbird/flow/expression/value-of'
import type { Services } from '@tailorbird/flow/node/node-services'

interface Given<P> {
  params: P
  services?: Partial<Services>
  now?: string
  scope?: Scope
}

/** What a node is handed when it runs. What it must not ask for here says so. */
export function nodeContext<P>({ params, services = {}, now = '2026-11-20T09:00:00Z', scope = {} }: Given<P>) {
  return {
    params,
    services: { ...NONE, ...services },
    files: { ofRecord: unexpected, read: unexpected },
    signal: new AbortController().signal,
    now: () => new Date(now),
    holds: (condition: Condition, own?: unknown) =>
      holds(condition, own === undefined ? scope : { ...scope, self: own }),
  }
}

const unexpected = () => Promise.reject(new Error('This node should not have asked for that.'))
const NONE: Services = {
  seenKeys: { isNew: unexpected },
  spacing: { turnAt: unexpected },
  batches: { gather: unexpected },
  approvals: { ask: unexpected },
  calls: { start: unexpected, outcomeOf: unexpected },
  records: { find: unexpected },
}
