import type { Services } from '@tailorbird/flow/node/node-services'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { callFlow } from './call-flow.ts'
import { saysLater } from '../testing/says.ts'

const since = new Date('2026-11-20T09:00:00Z')
const called: unknown[] = []
interface Case {
  wait?: boolean
  state?: unknown
  ended?: Awaited<ReturnType<Services['calls']['outcomeOf']>>
}
function look({ wait, state, ended }: Case) {
  called.length = 0
  return callFlow.look(
    nodeContext({
      params: { flow: 'f1', input: { name: 'Ada' }, wait },
      services: {
        calls: {
          start: async (call) => {
            called.push(call)
            return { runId: 'run1' }
          },
          outcomeOf: async () => ended,
        },
      },
    }),
    { since, state, answer: undefined },
  )
}

test('calls the flow with its values and waits for it', async () => {
  expect(await look({})).toEqual({
    until: new Date('2026-11-20T09:00:30Z'),
    reason: 'call',
    wakes: 'run:run1',
    state: { runId: 'run1' },
  })
  expect(called).toEqual([{ flowId: 'f1', input: { name: 'Ada' } }])
})

test('goes on with what the flow hands back, and does not call it again', async () => {
  const seen = await look({ state: { runId: 'run1' }, ended: { output: { id: 7 } } })
  expect(seen).toEqual({ leaveBy: 'out', output: { runId: 'run1', output: { id: 7 } } })
  expect(called).toEqual([])
})

test('fails as the called flow has failed', async () => {
  const failure = { code: 'x.duplicate', message: 'X has this post already.' }
  expect(await saysLater(look({ state: { runId: 'run1' }, ended: { failure } }))).toContain('X has this post already.')
})

test('goes on at once when it shall not wait', async () => {
  expect(await look({ wait: false })).toEqual({ leaveBy: 'out', output: { runId: 'run1', output: {} } })
})
