import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '@tailorbird/db/database'
import { openEmbeddedPostgres } from '@tailorbird/db/embedded/open-embedded-postgres'
import type { Graph } from '@tailorbird/flow/graph/graph'
import type { Pool } from 'pg'
import { RUNTIME_FLAGS } from '../../scripts/runtime-flags.ts'
import { freePort } from '../support/free-port.ts'
import { type Person, signUp } from '../support/person.ts'
import { type Program, startProgram } from '../support/program.ts'
import { putToWork, setUpX } from '../support/story.ts'

/** A flow that a webhook starts, at work. */
export interface HookFlow {
  flowId: string
  address: string
}

export interface Server extends AsyncDisposable {
  pid: number
  url: string
  log(): string
}

/** The real server on a durable Postgres, with X set up. What stands where X stands is the bare target, or the sandbox. */
export interface Stage extends AsyncDisposable {
  pool: Pool
  /** Process id of the Postgres server. */
  postgresPid: number
  targetUrl: string
  /** Starts the server, web and worker in one process, and resolves when it is ready. */
  serve(env?: Record<string, string>): Promise<Server>
  /** Starts one more process that runs flows. */
  work(env?: Record<string, string>): Promise<Server>
  /** Publishes and enables a flow that begins with the webhook `hook`. The server must be running. */
  hookFlow(name: string, graph: Graph): Promise<HookFlow>
  target(which: 'bare' | 'sandbox'): Promise<void>
  /** Asks the server, which must be running, as the owner. */
  ask(path: string): Promise<Response>
}

export async function openStage(): Promise<Stage> {
  const close = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'tailorbird-bench-'))
  close.defer(() => rmSync(folder, { recursive: true, force: true }))
  const postgres = close.adopt(await openEmbeddedPostgres({ folder, durable: true }), (open) => open.stop())
  const pool = close.adopt(connect(postgres.url, { max: 10 }).$client, (open) => open.end())
  const { rows } = await pool.query<{ pid: number }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`,
  )
  const targetPort = String(await freePort())
  const targetUrl = `http://127.0.0.1:${targetPort}`
  const env = {
    DATABASE_URL: postgres.url,
    TAILORBIRD_PORT: String(await freePort()),
    TAILORBIRD_DATA: folder,
    TAILORBIRD_SANDBOX_URL: targetUrl,
    TAILORBIRD_LOG: 'warn',
  }
  const url = `http://127.0.0.1:${env.TAILORBIRD_PORT}`
  let standIn: Program | undefined
  close.defer(async () => void (await standIn?.stop()))

  // Connections know the port they were made against, so whatever takes the sandbox's place listens there.
  const target = async (which: 'bare' | 'sandbox') => {
    await standIn?.stop()
    standIn =
      which === 'bare'
        ? startProgram('test/load/bare-target.ts', { BARE_PORT: targetPort })
        : startProgram('packages/x-sandbox/src/main.ts', {
            ...{ SANDBOX_PORT: targetPort, SANDBOX_LIMITS: 'off', SANDBOX_DATA: join(folder, 'sandbox') },
          })
    await standIn.prints(/Bare target|X sandbox: http/)
  }
  const serve = async (more: Record<string, string> = {}) =>
    running(await started('apps/runtime/src/process/server.ts', { ...env, ...more }, /Tailorbird: http/), url)
  const work = async (more: Record<string, string> = {}) =>
    running(await started('apps/runtime/src/process/worker.ts', { ...env, ...more }, /Tailorbird worker/), url)

  let person: Person
  try {
    await target('sandbox')
    const first = await started('apps/runtime/src/process/server.ts', env, /Tailorbird: http/)
    const [link] = await first.prints(/http:\/\/\S+\/welcome\?token=\S+/)
    person = await signUp(url, link)
    await setUpX(person)
    await first.stop()
    await target('bare')
  } catch (error) {
    await close.disposeAsync()
    throw error
  }
  const hookFlow = async (name: string, graph: Graph) => {
    const { flow } = await putToWork(person, { name, graph })
    const webhook = await pool.query<{ token: string }>(
      `SELECT token FROM webhooks WHERE flow_id = $1 AND environment = 'production'`,
      [flow.id],
    )
    return { flowId: flow.id, address: `${url}/hooks/${webhook.rows[0]?.token}` }
  }
  return {
    ...{ pool, postgresPid: rows[0]?.pid ?? 0, targetUrl, serve, work, hookFlow, target },
    ask: (path) => person.ask(path),
    [Symbol.asyncDispose]: () => close.disposeAsync(),
  }
}

async function started(file: string, env: Record<string, string>, ready: RegExp): Promise<Program> {
  const program = startProgram(file, env, RUNTIME_FLAGS)
  await program.prints(ready, 120)
  return program
}

const running = (program: Program, url: string): Server => ({
  pid: program.pid,
  url,
  log: program.log,
  async [Symbol.asyncDispose]() {
    await program.stop()
  },
})
