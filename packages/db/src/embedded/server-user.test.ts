import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clusterFolder, dataOf, secretFileOf } from './cluster.ts'
import { createCluster } from './create-cluster.ts'
import { ensureServer } from './ensure-server.ts'
import { findBinaries } from './find-binaries.ts'
import { keepServer } from './keep-server.ts'
import { chooseServerUser, rootCandidates } from './server-user.ts'

const parent = mkdtempSync(join(tmpdir(), 'tailorbird-user-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))

// One folder, started in each way in turn: a machine may forbid tomorrow what it allowed today.
test.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
  'root can start the same folder in any of its ways, below 0700',
  async () => {
    chmodSync(parent, 0o700)
    const [namespace, capable] = rootCandidates
    const binaries = findBinaries()
    for (const way of [namespace, capable, namespace]) {
      const folder = clusterFolder(parent)
      const user = await chooseServerUser(binaries.postgres, way ? [way] : [])
      const [data, log, portFile] = [dataOf(folder), join(folder, 'server.log'), join(folder, 'port')]
      const tell = () => undefined
      const cluster = {
        folder,
        data,
        log,
        secretFile: secretFileOf(folder),
        portFile,
        durable: false,
        binaries,
        user,
        tell,
      }
      await createCluster(cluster)
      const keeper = await keepServer(cluster, await ensureServer(cluster))
      expect(keeper.owner).toBe(true)
      await keeper.stop()
    }
  },
)

test('says what to do when nobody may run it', async () => {
  await expect(chooseServerUser('/nowhere/postgres', [{ command: (file, args) => ({ file, args }) }])).rejects.toThrow(
    'Set DATABASE_URL',
  )
})
