import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Cluster } from './cluster.ts'

const pathIn = ({ data }: Cluster) => join(data, 'postmaster.pid')

/** Process id and port of the server that Postgres' own lock file names; undefined if there is no such file. */
export function readPostmasterPid(cluster: Cluster): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(pathIn(cluster), 'utf8').split('\n')
    const pid = Number(lines[0])
    const port = Number(lines[3])
    return Number.isInteger(pid) && pid > 0 ? { pid, port } : undefined
  } catch {
    return undefined
  }
}

/**
 * After a crash the lock file may name a process that is no Postgres: a corpse that nobody buries, or a stranger that
 * got the same number after a reboot. Postgres would then refuse to start for ever. The number is replaced by one that
 * no process can have; the file stays, because Postgres finds in it the shared memory of servers that still run.
 * `force`: even if it is a Postgres, because it was seen to be another one.
 */
export function disarmStalePid(cluster: Cluster, { force = false } = {}) {
  const found = readPostmasterPid(cluster)
  if (!found || (!force && isPostgres(found.pid))) return
  const rest = readFileSync(pathIn(cluster), 'utf8').split('\n').slice(1)
  writeFileSync(pathIn(cluster), [impossiblePid, ...rest].join('\n'))
}

const impossiblePid = 99_999_999

/** Whether `pid` is a living Postgres, as far as this system tells. Unsure counts as yes. */
function isPostgres(pid: number) {
  if (process.platform === 'win32') return true
  try {
    const [state, name] = process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
    return !state.startsWith('Z') && basename(name).startsWith('postgres')
  } catch {
    return false
  }
}

function fromProc(pid: number): [state: string, name: string] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const end = stat.lastIndexOf(')')
  return [stat.slice(end + 2), stat.slice(stat.indexOf('(') + 1, end)]
}

function fromPs(pid: number): [state: string, name: string] {
  const [state = '', name = ''] = execFileSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
  return [state, name]
}
