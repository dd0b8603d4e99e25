import { newId } from '@tailorbird/db/columns'
import { connect } from '@tailorbird/db/database'
import { flows, versions } from '@tailorbird/db/schema/flows'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../../../test/support/database.ts'
import { graphOf, node } from '../../../../../test/support/story.ts'
import type { ClaimedRun } from '../execute/execute-run.ts'
import { VersionCache } from '../execute/version-cache.ts'
import { callsFlows } from './call-flow.ts'
import type { RunRequest } from './run-request.ts'

test('all calls beneath one run share a budget, however they are spread', async () => {
  await using database = await freshDatabase()
  const db = connect(database.url)
  try {
    const graph = graphOf([node('start', 'start.flow-called', { inputs: { fixed: [] } })], [])
    const flowId = newId()
    await db.insert(flows).values({ id: flowId, name: 'Self', draft: graph })
    await db.insert(versions).values({ id: newId(), flowId, number: 1, graph })
    const started: RunRequest[] = []
    const call = callsFlows({
      ...{ db, versions: new VersionCache(db) },
      async start(request) {
        started.push(request)
        return ''
      },
    })
    const [root, parent] = [newId(), newId()]
    const caller: ClaimedRun = {
      ...{
        id: parent,
        leaseOwner: newId(),
        leaseToken: 1,
        lastSeq: 0,
        flowId,
        environment: 'development',
        test: false,
      },
      ...{ depth: 3, rootRun: root, index: indexGraph(graph), history: new Map() },
    }
    const place = { nodeId: 'start', path: '' }
    await call({ flowId, input: {}, caller, place })
    expect(started).toMatchObject([{ parentRun: parent, rootRun: root, depth: 4 }])
    await db.$client.query(
      `INSERT INTO runs (id, flow_id, version_id, environment, cause, test, status, lease_token, root_run, started_at)
       SELECT gen_random_uuid(), $1, $1, 'development', '', false, 'failed', 1, $2, now() FROM generate_series(1, 5000)`,
      [flowId, root],
    )
    await expect(call({ flowId, input: {}, caller, place })).rejects.toThrow('call.too-many {"runs":"5,000"}')
    expect(started).toHaveLength(1)
  } finally {
    await db.$client.end()
  }
})
