import type { OtherFlow } from '@tailorbird/flow/graph/catalogue'

interface Choosing {
  /** The flow that is open: it does not offer itself. */
  own: string
  /** How the flow must be started to make sense here. */
  source: 'call' | 'failure'
  /** What stands there now is offered whatever it is, or nobody could see what it is. */
  chosen: string | undefined
}

/** The flows that can stand in a field, as choices. What became of one that is chosen is told by the list of problems. */
export function flowChoices(flows: readonly OtherFlow[], { own, source, chosen }: Choosing) {
  const fitting = flows
    .filter(({ id, trigger }) => (id !== own && trigger?.source === source) || id === chosen)
    .map(({ id, name }) => ({ value: id, label: name }))
  const isGone = chosen !== undefined && flows.every(({ id }) => id !== chosen)
  return isGone ? [{ value: chosen, label: 'A deleted flow' }, ...fitting] : fitting
}
