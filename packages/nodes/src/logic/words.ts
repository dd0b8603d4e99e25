import { saying } from '@tailorbird/flow/words/said'
import type { Sentences } from '@tailorbird/flow/words/template'

/** What the nodes for logic say when they fail. */
export const words = {
  'record.gone': {
    says: 'The record this step waits for has been deleted.',
    hint: 'Draw an edge from "If it fails" to what shall happen then.',
  },
  'loop.gave-up': {
    says: 'What this loop waits for did not come about in {count} {count:plural one=turn other=turns}.',
    hint: 'Allow more turns, or draw an edge from "If it fails" to what shall happen then.',
  },
  'loop.too-long': {
    says: 'The list has {items} items; a loop takes at most {most}.',
    hint: 'Narrow the list down before the loop, for example with Transform a list.',
  },
  'wait.no-time': 'There is no time to wait until. Open the node and set one.',
  'approval.answer': 'The answer to this approval could not be read. Ask again.',
  'flow.stopped': '{message}',
  'flow.stopped-silently': 'The flow stopped itself here.',
} as const satisfies Sentences

export const said = saying<typeof words>()
