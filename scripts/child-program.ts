import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A program of ours that runs beside this one and ends with it. */
export interface ChildProgram {
  /** Resolves when it has ended: its exit code, or 128 and the signal's number as shells have it. */
  ended: Promise<number>
  /** Asks it to end, and kills it after `graceSeconds`. */
  stop(graceSeconds: number): Promise<number>
}

interface Options {
  file: string
  /** For Node itself, e.g. `--expose-gc`. */
  flags?: readonly string[]
  env: Record<string, string | undefined>
  /** Hears every line that it prints. */
  onLine: (line: string) => void
}

/**
 * Starts `file` under this Node. Its stdin is a pipe that closes when this process is gone, however it went: a child
 * that watches it never outlives us.
 */
export function startChild({ file, flags = [], env, onLine }: Options): ChildProgram {
  const windows = process.platform === 'win32'
  const child = spawn(process.execPath, [...flags, file], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    // A group of its own: Ctrl+C in a terminal then reaches it once, through us, and not a second time on its own.
    detached: !windows,
  })
  child.stdin.on('error', () => undefined)
  createInterface({ input: child.stdout }).on('line', onLine)
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15)))
  })
  return {
    ended,
    async stop(graceSeconds) {
      // Windows has no signal that asks; there the closing pipe does.
      if (windows) child.stdin.end()
      else child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceSeconds * 1000)
      const code = await ended
      clearTimeout(timer)
      return code
    },
  }
}
