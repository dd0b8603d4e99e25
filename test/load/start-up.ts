import { setTimeout as sleep } from 'node:timers/promises'
import { countingGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { plainInserts } from './plain-inserts.ts'
import type { HookFlow } from './stage.ts'

const STARTS = 5
const PATIENCE_MS = 30_000

/** From starting the server's process, with Postgres up, to the first webhook it accepts. */
export const startUp: Part = async ({ stage, say }) => {
  const plain = await plainInserts(stage.pool, 2)
  const flow = await made()
  const took = []
  for (let start = 0; start < STARTS; start++) {
    const started = performance.now()
    const accepted = untilAccepted(flow, started)
    const server = await stage.serve()
    took.push(await accepted)
    await server[Symbol.asyncDispose]()
  }
  say(
    `process started -> first webhook accepted (plain ${plain.toFixed(0)}/s): ${took.map((ms) => ms.toFixed(0)).join(', ')} ms`,
  )

  async function made() {
    await using _server = await stage.serve()
    return await stage.hookFlow('Start', countingGraph(2))
  }
}

/** Knocks until somebody opens. Nobody listens at first, and then the server says that it is starting. */
async function untilAccepted({ address }: HookFlow, started: number): Promise<number> {
  const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"knock"}' }
  while (performance.now() - started < PATIENCE_MS) {
    const answer = await fetch(address, call).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 202) return performance.now() - started
    await sleep(5)
  }
  throw new Error('No webhook was accepted.')
}
