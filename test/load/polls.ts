import { setTimeout as sleep } from 'node:timers/promises'
import { arrivals } from './arrivals.ts'
import { median, percentile } from './figures.ts'
import { putTriggersToWork } from './many-triggers.ts'
import type { Part } from './part.ts'
import { plainInserts } from './plain-inserts.ts'
import { cpuOf, cpuOfPostgres, memoryOf } from './processes.ts'

const ACCOUNTS = 1000
const FLOOR_SECONDS = 15
const WINDOW_SECONDS = 40

/** A thousand watched accounts, each to be looked at every 15 seconds: how often they are, and what it costs. */
export const polls: Part = async ({ stage, say }) => {
  const plain = await plainInserts(stage.pool, 2)
  const begin = Date.now()
  await using _armed = await putTriggersToWork(stage, {
    count: ACCOUNTS,
    source: 'poll',
    trigger: (index) => ({
      params: {
        account: { fixed: 'x_message' },
        username: { fixed: `watched${index}` },
        seconds: { fixed: FLOOR_SECONDS },
      },
      cursor: JSON.stringify({ userId: String(1_000_000 + index), username: `watched${index}`, sinceId: '17' }),
      nextAt: new Date(begin + (index / ACCOUNTS) * FLOOR_SECONDS * 1000),
    }),
  })
  await using server = await stage.serve({ TAILORBIRD_POLL_FLOOR_SECONDS: String(FLOOR_SECONDS) })
  await sleep(FLOOR_SECONDS * 1000)
  await arrivals(stage.targetUrl)
  const before = { runtime: cpuOf(server.pid), postgres: cpuOfPostgres(stage.postgresPid) }
  await sleep(WINDOW_SECONDS * 1000)
  const looks = await arrivals(stage.targetUrl)
  const cpu = {
    runtime: cpuOf(server.pid) - before.runtime,
    postgres: cpuOfPostgres(stage.postgresPid) - before.postgres,
  }
  const times = Map.groupBy(looks, ([account]) => account)
  const gaps = [...times.values()].flatMap((one) => one.slice(1).map(([, at], index) => at - (one[index]?.[1] ?? at)))
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  say(
    `${ACCOUNTS} accounts at ${FLOOR_SECONDS} s (plain ${plain.toFixed(0)}/s): ${(looks.length / WINDOW_SECONDS).toFixed(1)} looks/s, ${(ACCOUNTS / FLOOR_SECONDS).toFixed(1)} wanted;` +
      ` ${times.size} accounts looked at in ${WINDOW_SECONDS} s; between two looks at one: median ${seconds(median(gaps))} s, p99 ${seconds(percentile(gaps, 0.99))} s, most ${seconds(Math.max(...gaps))} s;` +
      ` CPU ${((cpu.runtime / WINDOW_SECONDS) * 100).toFixed(1)} % runtime, ${((cpu.postgres / WINDOW_SECONDS) * 100).toFixed(1)} % Postgres; ${memoryOf(server.pid).pss.toFixed(0)} MB PSS`,
  )
}
