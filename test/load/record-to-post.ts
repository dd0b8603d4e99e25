import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { BenchHouse } from './bench-house.ts'

/** Requests the load generator keeps under way. */
const AT_ONCE = 64

export interface Throughput {
  runsPerSecond: number
  /** CPU seconds of this process per 1,000 runs. */
  cpuPerThousand: number
}

/** Inserts records as fast as they are taken and waits until every run has ended and every post is confirmed. */
export async function throughput({ db, recordFlow }: BenchHouse, count: number): Promise<Throughput> {
  const insert = await recordFlow()
  for (let warm = 0; warm < 200; warm++) await insert(`warm ${warm} ${Date.now()}`)
  await allEnded(db)
  const before = await confirmed(db)
  const cpu = process.cpuUsage()
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await insert(`${++next} of ${started}`)
    }),
  )
  await allEnded(db)
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const posted = (await confirmed(db)) - before
  if (posted !== count) throw new Error(`${count} records were inserted and ${posted} posts confirmed.`)
  return { runsPerSecond: count / seconds, cpuPerThousand: (user + system) / 1e6 / (count / 1000) }
}

export interface Latency {
  median: number
  p99: number
}

/** Inserts a few records a second and measures from the record's commit to the call's arrival at the sandbox. Milliseconds. */
export async function latency(
  { recordFlow, sandboxUrl }: BenchHouse,
  { count, perSecond }: { count: number; perSecond: number },
): Promise<Latency> {
  const insert = await recordFlow()
  const committed: number[] = []
  for (let index = 0; index < 20; index++) await insert(`warm ${index} ${Date.now()}`)
  await sleep(500)
  await fetch(`${sandboxUrl}/sandbox/requests`, { method: 'DELETE' })
  for (let index = 0; index < count; index++) {
    await insert(`latency ${index} ${Date.now()}`)
    committed.push(performance.timeOrigin + performance.now())
    await sleep(1000 / perSecond)
  }
  await sleep(500)
  const response = await fetch(`${sandboxUrl}/sandbox/requests`)
  const { requests } = (await response.json()) as { requests: { at: number; method: string; path: string }[] }
  const arrived = requests
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/2/tweets'))
    .map(({ at }) => at)
    .toSorted((a, b) => a - b)
  if (arrived.length !== count) throw new Error(`${count} records were inserted and ${arrived.length} calls arrived.`)
  const took = arrived.map((at, index) => at - (committed[index] ?? at)).toSorted((a, b) => a - b)
  return { median: took[Math.floor(count / 2)] ?? Number.NaN, p99: took[Math.floor(count * 0.99)] ?? Number.NaN }
}

async function allEnded(db: BenchHouse['db']) {
  for (;;) {
    const { rows } = await db.execute<{ open: number }>(
      sql`SELECT count(*)::int AS open FROM runs WHERE status IN ('queued', 'running', 'waiting')`,
    )
    if (rows[0]?.open === 0) return
    await sleep(20)
  }
}

async function confirmed(db: BenchHouse['db']): Promise<number> {
  const { rows } = await db.execute<{ posts: number }>(
    sql`SELECT count(*)::int AS posts FROM post_ledger WHERE status = 'confirmed'`,
  )
  return rows[0]?.posts ?? 0
}
