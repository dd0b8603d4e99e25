import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineWait } from '@tailorbird/flow/node/node-type'
import { z } from 'zod'

/** The called run is looked at again at least this often, should its end not have been heard. */
const LOOKS_MS = 30_000

export const callFlow = defineWait({
  type: 'logic.call-flow',
  title: 'Call a flow',
  summary: 'Runs another flow and goes on with what it hands back.',
  group: 'Logic',
  icon: 'route',
  keywords: ['subflow', 'sub-flow', 'reuse', 'run', 'child', 'function'],
  sentence: 'Call {flow}',
  uses: ['calls'],
  params: {
    flow: field.flow({ label: 'Flow', hint: 'It must start with "Flow called".' }),
    input: field.flowInputs({ label: 'Values for it', inputsOf: 'flow', optional: true }),
    wait: field.yesNo({
      label: 'Wait until it has ended',
      hint: 'Off: this flow goes on at once and gets nothing back.',
      initial: true,
      optional: true,
    }),
  },
  output: {
    runId: field.text({ label: 'Run of the called flow' }),
    output: field.any({ label: 'What it handed back' }),
  },
  async look({ params: { flow, input = {}, wait = true }, services, now }, { state }) {
    const known = State.safeParse(state).data
    const { runId } = known ?? (await services.calls.start({ flowId: flow, input: { ...input } }))
    if (!wait) return { leaveBy: 'out', output: { runId, output: {} } }
    const ended = await services.calls.outcomeOf(runId)
    if (!ended) {
      return {
        until: new Date(now().getTime() + LOOKS_MS),
        reason: 'call',
        wakes: `run:${runId}`,
        state: { runId },
      }
    }
    if ('failure' in ended) throw new Failure(ended.failure)
    return { leaveBy: 'out', output: { runId, output: ended.output } }
  },
})

const State = z.object({ runId: z.string() })
