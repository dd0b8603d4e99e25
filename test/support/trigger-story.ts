import type { TriggerState } from '@tailorbird/flow/contract/triggers'
import type { RunDetail, RunSummary } from '@tailorbird/flow/contract/runs'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { type House, startHouse } from './house.ts'
import { type Person, signUp } from './person.ts'
import { eventually, sandboxControl } from './sandbox-control.ts'
import { graphOf, node, putToWork, setUpX } from './story.ts'

/** A house with its owner and both X accounts, and flows at work in it that start by themselves. */
export interface TriggerStory extends AsyncDisposable {
  house: House
  ola: Person
  sandbox: ReturnType<typeof sandboxControl>
  /** Publishes and enables a flow in production; returns its id. */
  work(name: string, graph: Graph): Promise<string>
  /** The same for a trigger with nothing behind it. */
  arm(type: string, params?: GraphNode['params']): Promise<string>
  /** Disables it everywhere. */
  rest(flowId: string): Promise<void>
  triggerOf(flowId: string): Promise<TriggerState>
  /** Newest first. */
  runsOf(flowId: string): Promise<RunSummary[]>
  /** Waits until a run stands like this. */
  stands(runId: string, status: RunSummary['status'], seconds?: number): Promise<RunDetail>
  stop(): Promise<void>
}

interface Options {
  env?: Record<string, string>
  /** Without, no account of X is connected, which takes a moment. */
  x?: boolean
}

export async function openTriggerStory({ env = {}, x = true }: Options = {}): Promise<TriggerStory> {
  const house = await startHouse({ env: { TAILORBIRD_POLL_FLOOR_SECONDS: '1', ...env } })
  const ola = await signUp(house.url, house.ownerLink)
  if (x) await setUpX(ola)
  const stop = () => house.stop()
  const story: TriggerStory = {
    house,
    ola,
    sandbox: sandboxControl(house.sandboxUrl),
    work: async (name, graph) => (await putToWork(story.ola, { name, graph })).flow.id,
    arm: (type, params = {}) => story.work(type, graphOf([node('start', type, params)], [])),
    async rest(flowId) {
      const { deployments } = await story.ola.api.flows.get({ id: flowId })
      for (const { environment, versionId } of deployments)
        await story.ola.api.flows.deploy({ id: flowId, environment, versionId, enabled: false })
    },
    async triggerOf(flowId) {
      const [trigger] = await story.ola.api.triggers.list({ flowId })
      if (!trigger) throw new Error('It has no trigger.')
      return trigger
    },
    runsOf: async (flowId) => (await story.ola.api.runs.list({ flowId })).runs,
    stands: (id, status, seconds = 20) =>
      eventually(async () => {
        const found = await story.ola.api.runs.get({ id })
        if (found.run.status !== status) throw new Error(`The run is ${found.run.status}, not ${status}.`)
        return found
      }, seconds),
    stop,
    [Symbol.asyncDispose]: stop,
  }
  return story
}

/** The trigger that watches an account for new posts, looking as often as it may. */
export const watching = (username: string, account = 'x_message') =>
  node('start', 'x.new-post', {
    account: { fixed: account },
    username: { fixed: username },
    seconds: { fixed: 5 },
  })
