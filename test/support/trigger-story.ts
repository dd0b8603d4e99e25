import type { TriggerState } from '@tailorbird/contract/triggers'
import type { RunDetail, RunSummary } from '@tailorbird/contract/runs'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { type HouseStory, type StoryOptions, openHouseStory } from './house-story.ts'
import { eventually } from './sandbox-control.ts'
import { graphOf, node, putToWork } from './story.ts'

/** A house story with flows at work in it that start by themselves. */
export interface TriggerStory extends HouseStory, AsyncDisposable {
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

export async function openTriggerStory({ env, ...options }: StoryOptions = {}): Promise<TriggerStory> {
  const opened = await openHouseStory({ ...options, env: { TAILORBIRD_POLL_FLOOR_SECONDS: '1', ...env } })
  const stop = () => opened.house.stop()
  const story: TriggerStory = {
    ...opened,
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
