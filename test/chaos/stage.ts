import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedPostgres } from '@tailorbird/db/embedded/open-embedded-postgres'
import { Client } from 'pg'
import { freePort } from '../support/free-port.ts'
import { type Program, startProgram } from '../support/program.ts'

const WORKERS = 3

/** What can be killed. */
export type Victim = 'web' | 'postgres' | `worker ${number}`

/** Everything that runs in earnest: web, three workers, a durable Postgres and the sandbox, each a process of its own. */
export interface Stage extends AsyncDisposable {
  url: string
  sandboxUrl: string
  databaseUrl: string
  ownerLink: string
  victims: readonly [Victim, ...Victim[]]
  /** Ends it without a word, as a power cut would, and starts it anew after a while. */
  kill(victim: Victim, downMs: number): Promise<void>
  /** Asks it to end in order and starts the next, as a rolling restart does. */
  replace(victim: Exclude<Victim, 'postgres'>): Promise<void>
  /** What all processes have printed. */
  log(): string
}

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'tailorbird-chaos-'))
  const printed: string[] = []
  // What is confirmed to us must survive the server's death: nothing less than durable will do here.
  const postgres = await openEmbeddedPostgres({ folder, log: (line) => printed.push(line) })
  const sandboxPort = String(await freePort())
  const sandbox = startProgram('packages/x-sandbox/src/main.ts', { SANDBOX_PORT: sandboxPort, SANDBOX_LIMITS: 'off' })
  await sandbox.prints(/X sandbox: http/)
  const env = {
    DATABASE_URL: postgres.url,
    TAILORBIRD_PORT: String(await freePort()),
    TAILORBIRD_DATA: folder,
    TAILORBIRD_SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    TAILORBIRD_LOG: 'warn',
    TAILORBIRD_POLL_FLOOR_SECONDS: '1',
  }
  const programs = new Map<Victim, Program>()
  const ended: Program[] = []
  const begin = async (victim: Victim) => {
    const program = startProgram(`apps/runtime/src/process/${victim === 'web' ? 'server' : 'worker'}.ts`, env)
    programs.set(victim, program)
    // A Postgres that is down at this moment makes it give up; whoever watches over processes starts it again.
    await program.prints(victim === 'web' ? /Tailorbird: http/ : /Tailorbird worker/).catch(async () => {
      ended.push(program)
      await begin(victim)
    })
  }
  await begin('web')
  const [ownerLink] = (await programs.get('web')?.prints(/http:\/\/\S+\/welcome\?token=\S+/)) ?? ['']
  const workers = Array.from({ length: WORKERS }, (_, index): Victim => `worker ${index + 1}`)
  await Promise.all(workers.map(begin))

  return {
    url: `http://127.0.0.1:${env.TAILORBIRD_PORT}`,
    sandboxUrl: env.TAILORBIRD_SANDBOX_URL,
    databaseUrl: postgres.url,
    ownerLink,
    victims: ['web', ...workers, 'postgres'],
    async kill(victim, downMs) {
      if (victim === 'postgres') {
        killPostgres(folder)
        return answers(postgres.url)
      }
      const program = programs.get(victim)
      await program?.kill9()
      if (program) ended.push(program)
      await new Promise((resolve) => setTimeout(resolve, downMs))
      await begin(victim)
    },
    async replace(victim) {
      const program = programs.get(victim)
      await program?.stop()
      if (program) ended.push(program)
      await begin(victim)
    },
    log: () => [...printed, ...[...ended, ...programs.values()].map((program) => program.log())].join('\n'),
    async [Symbol.asyncDispose]() {
      await Promise.all([...programs.values()].map((program) => program.stop()))
      await sandbox.stop()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves when the server takes connections again. */
async function answers(url: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const client = new Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      // Not yet.
    }
  }
}

/** The server's first process; its children go when it does. Whoever holds it open starts it again. */
function killPostgres(folder: string) {
  const [cluster = ''] = readdirSync(folder).filter((name) => name.startsWith('pg'))
  const [pid] = readFileSync(join(folder, cluster, 'data', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
}
