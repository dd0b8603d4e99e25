import {
  chmodSync,
  chownSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'
import { disarmStalePid } from './postmaster-pid.ts'
import { runProgram } from './run-program.ts'

/** Starts the server on `port` and waits until it answers. Throws what Postgres said if it does not. */
export async function startServer(cluster: Cluster, port: number) {
  const { data, log, portFile, binaries, user } = cluster
  takeOwnership(cluster)
  disarmStalePid(cluster)
  const logged = rotate(log)
  const { code, output } = await runProgram(
    user.command(binaries.pgCtl, [
      ...['start', '--wait', '--timeout=60', '--pgdata', data, '--log', log],
      ...['--options', settings(cluster, port)],
    ]),
  )
  if (code !== 0) throw new Error(`${output.trim()}\n${readFrom(log, logged)}`.trim())
  writeFileSync(portFile, String(port))
}

function settings({ durable }: Cluster, port: number) {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // A refused statement is an answer, not an event, and what stands in it is nobody's business.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return [`-p ${port}`, ...Object.entries(values).map(([name, value]) => `-c ${name}=${value}`)].join(' ')
}

/** A folder that was copied, restored or started by another user before; Postgres insists on its owner and on 0700. */
function takeOwnership({ folder, data, user }: Cluster) {
  const { owner } = user
  if (owner !== undefined && (statSync(data).uid !== owner || statSync(folder).uid !== owner)) {
    chownSync(folder, owner, owner)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      chownSync(join(folder, name), owner, owner)
    }
  }
  if (process.platform !== 'win32' && (statSync(data).mode & 0o077) !== 0) chmodSync(data, 0o700)
}

const maxLogBytes = 5_000_000

/** Keeps the log to two files of at most 5 MB and returns how long it is now. */
function rotate(log: string) {
  if (!existsSync(log)) return 0
  const { size } = statSync(log)
  if (size < maxLogBytes) return size
  renameSync(log, `${log}.1`)
  return 0
}

function readFrom(log: string, position: number) {
  if (!existsSync(log)) return ''
  return readFileSync(log).subarray(position).toString('utf8').trim().split('\n').slice(-12).join('\n')
}
