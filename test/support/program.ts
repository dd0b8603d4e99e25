import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const root = join(import.meta.dirname, '..', '..')

/** One of our programs, running as it runs in production. */
export interface Program {
  pid: number
  /** Resolves with the first match in what it has printed or will print; rejects when it ends or after `seconds`. */
  prints(pattern: RegExp, seconds?: number): Promise<RegExpExecArray>
  /** All that it has printed. */
  log(): string
  /** Ends it without a word, as a power cut would. */
  kill9(): Promise<void>
  /** Asks it to end, and kills it after so many seconds, by default ten. Resolves with its exit code, null if it was killed. */
  stop(seconds?: number): Promise<number | null>
  /** For SIGSTOP, SIGCONT and the like. */
  signal(signal: NodeJS.Signals): void
}

/** Starts the file (from the root of the repository) under the Node that runs the tests; `flags` are for Node itself. */
export function startProgram(file: string, env: Record<string, string>, flags: readonly string[] = []): Program {
  const child = spawn(process.execPath, [...flags, join(root, file)], {
    cwd: root,
    env: { ...neutral(), ...env },
    stdio: 'pipe',
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const ended = () => child.exitCode !== null || child.signalCode !== null

  return {
    pid: child.pid ?? 0,
    log: () => printed,
    async prints(pattern, seconds = 30) {
      const until = Date.now() + seconds * 1000
      for (;;) {
        const match = pattern.exec(printed)
        if (match) return match
        if (ended()) throw new Error(`${file} ended before it printed ${pattern}:\n${printed}`)
        if (Date.now() > until) throw new Error(`${file} did not print ${pattern} within ${seconds} s:\n${printed}`)
        await sleep(20)
      }
    },
    async kill9() {
      child.kill('SIGKILL')
      await exit
    },
    async stop(seconds = 10) {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
      const code = await exit
      clearTimeout(timer)
      return code
    },
    signal: (signal) => void child.kill(signal),
  }
}

/** Our environment without what a developer has set for their own Tailorbird. */
function neutral() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(TAILORBIRD_|SANDBOX_|DATABASE_URL$|VITEST|NODE_ENV$|FORCE_COLOR$)/.test(name),
    ),
  )
}
