import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Names this machine since its last start, and its process namespace where there is one: only processes of the same
 *  place can be asked whether they still live. */
export function thisPlace(): string {
  return [
    hostname(),
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    read(() => readlinkSync('/proc/self/ns/pid')),
  ].join(' ')
}

/** Whether a process of this place is alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: alive, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function read(from: () => string) {
  try {
    return from()
  } catch {
    // Not every system tells; the name of the host must do then.
    return ''
  }
}
