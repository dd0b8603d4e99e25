import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabase } from './database.ts'
import { freePort } from './free-port.ts'
import { startProgram } from './program.ts'
import type { Program } from './program.ts'

/** A whole Tailorbird: sandbox, runtime and database, each as in production. */
export interface House extends AsyncDisposable {
  url: string
  sandboxUrl: string
  databaseUrl: string
  dataFolder: string
  /** The one-time link by which the owner signs up; undefined if the database already has an owner. */
  ownerLink: string | undefined
  /** What the programs of this house need to find each other, for starting another one, such as a worker. */
  env: Record<string, string>
  /** All that the runtime (every life of it) and the sandbox have printed. */
  log(): string
  /** Kills the runtime without a word. */
  kill9(): Promise<void>
  /** Starts the runtime anew at the same address; stops it first, gracefully, if it still runs. */
  restart(): Promise<void>
  /** Ends everything and removes what it left. */
  stop(): Promise<void>
}

interface Options {
  /** Default: a fresh copy of the template, dropped at the end. */
  databaseUrl?: string
  /** Default: a temporary folder, removed at the end. */
  dataFolder?: string
  /** More for the runtime's environment. */
  env?: Record<string, string>
}

/** Starts the house and resolves when both programs answer. */
export async function startHouse({ databaseUrl, dataFolder, env: extra = {} }: Options = {}): Promise<House> {
  const database = databaseUrl === undefined ? await freshDatabase() : undefined
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'tailorbird-house-'))
  const sandboxPort = String(await freePort())
  const sandbox = startProgram('packages/x-sandbox/src/main.ts', {
    SANDBOX_PORT: sandboxPort,
    SANDBOX_DATA: join(folder, 'sandbox'),
  })
  const env = {
    DATABASE_URL: databaseUrl ?? database?.url ?? '',
    TAILORBIRD_PORT: String(await freePort()),
    TAILORBIRD_DATA: folder,
    TAILORBIRD_SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    ...extra,
  }
  const lives: Program[] = []
  const begin = async () => {
    const runtime = startProgram('apps/runtime/src/process/server.ts', env)
    lives.push(runtime)
    const [, url = ''] = await runtime.prints(/Tailorbird: (http:\/\/\S+)/)
    return url
  }
  const endRuntime = () => lives.at(-1)?.stop()
  const stop = async () => {
    await endRuntime()
    await sandbox.stop()
    await database?.drop()
    if (dataFolder === undefined) rmSync(folder, { recursive: true, force: true })
  }
  try {
    await sandbox.prints(/X sandbox: http/)
    const url = await begin()
    return {
      url,
      sandboxUrl: env.TAILORBIRD_SANDBOX_URL,
      databaseUrl: env.DATABASE_URL,
      dataFolder: folder,
      ownerLink: await ownerLinkOf(lives[0]),
      env,
      log: () => [...lives, sandbox].map((program) => program.log()).join('\n'),
      kill9: async () => lives.at(-1)?.kill9(),
      async restart() {
        await endRuntime()
        await begin()
      },
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** It may be printed a moment after the address. */
async function ownerLinkOf(runtime: Program | undefined) {
  const match = await runtime?.prints(/http:\/\/\S+\/welcome\?token=\S+/, 1).catch(() => undefined)
  return match?.[0]
}
