import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { openEmbeddedPostgres } from '@tailorbird/db/embedded/open-embedded-postgres'
import { Listener } from '@tailorbird/db/listener'
import { migrate } from '@tailorbird/db/migrate'
import { flows, versions } from '@tailorbird/db/schema/flows'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { type StartedRunner, startRunner } from '@tailorbird/runtime/process/start-runner'
import { armTriggers } from '@tailorbird/runtime/triggers/arm-triggers'
import pino from 'pino'
import { freePort } from '../support/free-port.ts'
import { startProgram } from '../support/program.ts'

export interface BenchHouse {
  db: Database
  runner: StartedRunner
  sandboxUrl: string
  /** Creates a table and a flow on it: Record created -> If -> Create Post. Returns how to insert a record. */
  recordFlow(): Promise<(title: string) => Promise<void>>
  stop(): Promise<void>
}

/** A durable Postgres, the runner in this process and the sandbox in its own, on an empty database. */
export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'tailorbird-bench-'))
  const postgres = await openEmbeddedPostgres({ folder, durable: true })
  await migrate(postgres.url)
  const db = connect(postgres.url, { max: 16 })
  const sandboxPort = await freePort()
  const sandbox = startProgram('packages/x-sandbox/src/main.ts', {
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_LIMITS: 'off',
  })
  await sandbox.prints(/X sandbox: http/)
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const account = await sandboxAccount(sandboxUrl)
  const connectionId = newId()
  const listener = new Listener(postgres.url)
  await listener.start()
  const runner = await startRunner({
    db,
    databaseUrl: postgres.url,
    listener,
    log: pino({ level: 'warn' }),
    concurrency: 1000,
    pollFloorSeconds: 1,
    openGrant: async ({ alias }) => ({
      connectionId,
      alias,
      account: account.profile,
      sandboxPort,
      credential: async () => ({ kind: 'oauth2', accessToken: account.token }),
    }),
  })
  await runner.begin()
  return {
    db,
    runner,
    sandboxUrl,
    recordFlow: () => recordFlow(db, runner),
    async stop() {
      await runner.stop()
      await listener.close()
      await db.$client.end()
      await sandbox.stop()
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function sandboxAccount(url: string) {
  const ask = async (path: string, body?: object) => {
    const response = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const username = 'tailorbird_dev'
  const { access_token: token } = (await ask('/sandbox/tokens', { username })) as { access_token: string }
  const { accounts } = (await ask('/sandbox/accounts')) as {
    accounts: { id: string; username: string; name: string }[]
  }
  const profile = accounts.find((candidate) => candidate.username === username)
  if (!profile) throw new Error(`The sandbox has no account ${username}.`)
  return { token, profile }
}

async function recordFlow(db: Database, runner: StartedRunner) {
  const [tableId, flowId, versionId] = [newId(), newId(), newId()]
  const graph = recordGraph(tableId)
  await db.insert(flows).values({ id: flowId, name: 'Bench', draft: graph })
  await db.insert(versions).values({ id: versionId, flowId, number: 1, graph })
  await db.transaction((tx) => armTriggers(tx, { flowId, environment: 'production', versionId, graph, enabled: true }))
  return (title: string) =>
    runner.insertRecord({
      id: newId(),
      tableId,
      tableName: 'Bench',
      values: { title, publish: 'Yes' },
      files: [],
      createdAt: new Date(),
    })
}

function recordGraph(tableId: string): Graph {
  const position = { x: 0, y: 0 }
  const title = { pill: { node: 'start', path: ['record', 'title'] } }
  const publish = { pill: { node: 'start', path: ['record', 'publish'] } }
  return {
    format: 'tailorbird.flow/2',
    nodes: [
      {
        id: 'start',
        type: 'records.created',
        label: 'Record created',
        position,
        params: { table: { fixed: tableId } },
      },
      {
        ...{ id: 'if', type: 'logic.if', label: 'If', position },
        params: {
          condition: { fixed: { match: 'all', rules: [{ left: publish, operator: 'isNot', right: { fixed: 'No' } }] } },
        },
      },
      {
        ...{ id: 'post', type: 'x.create-post', label: 'Create Post', position },
        params: { account: { fixed: 'x_message' }, text: { parts: ['News: ', title] } },
      },
    ],
    edges: [
      { id: 'a', from: 'start', port: 'out', to: 'if' },
      { id: 'b', from: 'if', port: 'yes', to: 'post' },
    ],
  }
}
