import { setTimeout as sleep } from 'node:timers/promises'
import { type Person, signUp } from '../support/person.ts'
import { type SandboxControl, sandboxControl } from '../support/sandbox-control.ts'
import { setUpX } from '../support/story.ts'
import { approveAll, createRecords, putLoadToWork, settleDoubts } from './load.ts'
import { meddle, setFree } from './meddle.ts'
import { type Random, seeded } from './random.ts'
import { type Stage, type Victim, openStage } from './stage.ts'
import { type Findings, takeStock } from './verdict.ts'

export interface ChaosOptions {
  seed: number
  /** Processes that are killed, Postgres among them. */
  kills: number
  /** Hears what happens, a line each. */
  tell?: (line: string) => void
}

export interface Chaos extends Findings {
  kills: Record<string, number>
  restarts: number
  settledByHand: number
  log: string
}

const FAULTS = [
  '503',
  'html-502',
  'timeout-before-commit',
  'timeout-after-commit',
  'drop-before-commit',
  'drop-after-commit',
  '429',
  'locked',
] as const

/** On a busy machine processes come up slowly, and most calls meet a closed door: too few records would prove little. */
const LEAST_RECORDS = 60

/** How long runs may take to come to rest once nothing is killed any more. Seconds. */
const CALM_SECONDS = 180

/** A mixed load on a whole Tailorbird, while processes are killed and X misbehaves; then calm, and stock is taken. */
export async function chaos({ seed, kills, tell = () => {} }: ChaosOptions): Promise<Chaos> {
  const random = seeded(seed)
  await using stage = await openStage()
  const sandbox = sandboxControl(stage.sandboxUrl)
  const person = await signUp(stage.url, stage.ownerLink)
  const { production } = await setUpX(person)
  const tableId = await putLoadToWork(person)
  tell(`seed ${seed}: everything runs`)

  const stop = new AbortController()
  const load = Promise.all([
    createRecords(person, { tableId, random: seeded(seed + 1), signal: stop.signal, least: LEAST_RECORDS }),
    misbehave(sandbox, seeded(seed + 2), stop.signal),
    meddle(person, { accountId: production.account.id, random: seeded(seed + 3), signal: stop.signal }),
  ])
  const approving = new AbortController()
  const approvals = approveAll(person, approving.signal)
  const killed = await killAround(stage, { kills, random, tell })
  stop.abort()
  await load
  await sandbox.clearFaults()
  await setFree(person, production.account.id)
  tell('nothing is killed any more; waiting for every run to come to rest')
  const settledByHand = await comeToRest(person, { sandbox, tell })
  approving.abort()
  await approvals
  const findings = await takeStock(stage.databaseUrl, { tableId, posts: await sandbox.posts('tailorbird_hq') })
  return { ...findings, ...killed, settledByHand, log: stage.log() }
}

/** Several may be down at the same time, but never all that could take a run over. */
const MOST_DOWN = 3

async function killAround(
  stage: Stage,
  { kills, random, tell }: { kills: number; random: Random; tell: (line: string) => void },
) {
  const count: Record<string, number> = {}
  const down = new Map<Victim, Promise<void>>()
  let restarts = 0
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(random.between(200, 1_500))
    while (down.size >= MOST_DOWN) await Promise.race(down.values())
    const [first, ...others] = stage.victims.filter((victim) => !down.has(victim))
    if (first === undefined) continue
    const victim = random.pick([first, ...others])
    // Now and then a process is replaced in order instead, as an update does it.
    const isReplaced = victim !== 'postgres' && random.next() < 0.1
    tell(`kill ${kill} of ${kills}: ${victim}`)
    const up = isReplaced
      ? stage.replace(victim).then(() => stage.kill(victim, 0))
      : stage.kill(victim, random.between(0, 1_000))
    down.set(
      victim,
      up.finally(() => down.delete(victim)),
    )
    restarts += Number(isReplaced)
    count[victim] = (count[victim] ?? 0) + 1
  }
  await Promise.all(down.values())
  return { kills: count, restarts }
}

async function misbehave(sandbox: SandboxControl, random: Random, signal: AbortSignal) {
  while (!signal.aborted) {
    const fault = random.pick(FAULTS)
    await sandbox.fault({
      match: { method: 'POST', path: '/2/tweets' },
      fault,
      times: 1,
      ...(fault === '429' && { resetSeconds: 1 }),
    })
    await sleep(random.between(100, 700))
  }
}

/** Waits until no run is under way; what nobody can tell is settled as a person would. */
async function comeToRest(
  person: Person,
  { sandbox, tell }: { sandbox: SandboxControl; tell: (line: string) => void },
): Promise<number> {
  let settled = 0
  const until = Date.now() + CALM_SECONDS * 1000
  for (;;) {
    await sleep(1_000)
    const open = []
    for (const status of ['queued', 'running', 'waiting'] as const)
      open.push(...(await person.api.runs.list({ status, limit: 200 })).runs)
    if (open.length === 0 || Date.now() > until) return settled
    tell(`${open.length} runs under way`)
    const doubted = open.filter(({ park }) => park?.reason === 'in doubt').map(({ id }) => id)
    if (doubted.length > 0)
      settled += await settleDoubts(person, { posts: await sandbox.posts('tailorbird_hq'), runs: doubted })
  }
}
