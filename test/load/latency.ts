import { setTimeout as sleep } from 'node:timers/promises'
import { arrivals } from './arrivals.ts'
import { Caller } from './callers.ts'
import { clockMs } from './clock.ts'
import { medianAndP99 } from './figures.ts'
import { postingGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { besidePlain } from './plain-inserts.ts'

const EVENTS = 100
const PER_SECOND = 5

/** A few events a second: from the call of the webhook, and from its answer, to the arrival of the post at the target. */
export const latency: Part = async ({ stage, say }) => {
  await using _server = await stage.serve()
  const { address } = await stage.hookFlow('Latency', postingGraph(3))
  const caller = await Caller.open(address)
  try {
    for (let index = 0; index < 100; index++) await caller.call({ text: `warm ${index}` })
    await sleep(500)
    const { plain, measured } = await besidePlain(stage.pool, () => measure(caller, stage.targetUrl))
    const { toAnswer, fromCall, fromAnswer } = measured
    say(
      `${EVENTS} events, ${PER_SECOND} a second (plain ${plain.toFixed(0)}/s): answered -> post arrives ${medianAndP99(fromAnswer)};` +
        ` called -> post arrives ${medianAndP99(fromCall)}; called -> answered ${medianAndP99(toAnswer)}`,
    )
  } finally {
    caller.close()
  }
}

async function measure(caller: Caller, targetUrl: string) {
  await arrivals(targetUrl)
  const events = []
  for (let index = 0; index < EVENTS; index++) {
    const text = `latency ${index}`
    const called = clockMs()
    await caller.call({ text })
    events.push({ text: `News: ${text}`, called, answered: clockMs() })
    await sleep(1000 / PER_SECOND)
  }
  await sleep(500)
  const arrived = new Map(await arrivals(targetUrl))
  const at = (text: string) => {
    const time = arrived.get(text)
    if (time === undefined) throw new Error(`The post "${text}" did not arrive.`)
    return time
  }
  return {
    toAnswer: events.map(({ called, answered }) => answered - called),
    fromCall: events.map(({ text, called }) => at(text) - called),
    fromAnswer: events.map(({ text, answered }) => at(text) - answered),
  }
}
