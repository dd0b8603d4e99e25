import { setTimeout as sleep } from 'node:timers/promises'
import type { Part } from './part.ts'
import { plainInserts } from './plain-inserts.ts'
import { cpuOf, cpuOfPostgres, memoryOf } from './processes.ts'
import type { Stage } from './stage.ts'
import { putTriggersToWork } from './many-triggers.ts'

const SCHEDULES = 5000
const REST_SECONDS = 10

/** Thousands of enabled schedules, none of them due soon: what they cost at the start and at rest. */
export const schedules: Part = async ({ stage, say }) => {
  const plain = await plainInserts(stage.pool, 2)
  say(`plain ${plain.toFixed(0)}/s`)
  await measureRest(stage, say, 'without schedules')
  const now = new Date()
  // Twelve hours ahead at least, whenever this runs.
  const hour = (now.getUTCHours() + 12) % 24
  await using _armed = await putTriggersToWork(stage, {
    count: SCHEDULES,
    source: 'schedule',
    trigger: (index) => ({
      params: {
        schedule: {
          fixed: { timeZone: 'UTC', every: 'day', at: `${twoDigits(hour)}:${twoDigits(index % 60)}` },
        },
      },
      cursor: now.toISOString(),
      nextAt: now,
    }),
  })
  await measureStart(stage, say)
  await measureRest(stage, say, `${SCHEDULES} schedules, whose next times are known`)
}

/** The first start finds out the next time of each. */
async function measureStart(stage: Stage, say: (line: string) => void) {
  const started = performance.now()
  await using _server = await stage.serve()
  say(
    `${SCHEDULES} schedules, all enabled while it was off: ready after ${(performance.now() - started).toFixed(0)} ms`,
  )
}

async function measureRest(stage: Stage, say: (line: string) => void, what: string) {
  const started = performance.now()
  await using server = await stage.serve()
  const ready = performance.now() - started
  await sleep(3000)
  const before = { runtime: cpuOf(server.pid), postgres: cpuOfPostgres(stage.postgresPid) }
  await sleep(REST_SECONDS * 1000)
  const share = (now: number, then: number) => (((now - then) / REST_SECONDS) * 100).toFixed(1)
  const { rss, pss } = memoryOf(server.pid)
  say(
    `${what}: ready after ${ready.toFixed(0)} ms; at rest ${rss.toFixed(0)} MB RSS, ${pss.toFixed(0)} MB PSS,` +
      ` CPU ${share(cpuOf(server.pid), before.runtime)} % runtime, ${share(cpuOfPostgres(stage.postgresPid), before.postgres)} % Postgres`,
  )
}

const twoDigits = (number: number) => String(number).padStart(2, '0')
