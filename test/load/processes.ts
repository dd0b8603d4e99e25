import { readFileSync, readdirSync } from 'node:fs'

/** What Linux counts CPU time in. */
const TICKS_PER_SECOND = 100

/** CPU seconds of one process since it began. */
export function cpuOf(pid: number): number {
  const { own } = timesOf(pid) ?? { own: 0 }
  return own / TICKS_PER_SECOND
}

/** CPU seconds of a Postgres server: its postmaster, all its processes, and those that have ended. */
export function cpuOfPostgres(postmaster: number): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), times: timesOf(Number(name)) }))
  const ticks = all.map(({ pid, times }) => {
    if (!times) return 0
    if (pid === postmaster) return times.own + times.ended
    return times.parent === postmaster ? times.own : 0
  })
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND
}

/** Resident and proportional memory of a process, MB. */
export function memoryOf(pid: number): { rss: number; pss: number } {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024
  return { rss: megabytes('Rss'), pss: megabytes('Pss') }
}

function timesOf(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; what follows it is fields 3 and on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const number = (field: number) => Number(fields[field - 3])
    return { parent: number(4), own: number(14) + number(15), ended: number(16) + number(17) }
  } catch {
    // It has ended since it was listed.
    return undefined
  }
}
