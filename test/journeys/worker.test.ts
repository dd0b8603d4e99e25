import { expect, test } from 'vitest'
import { startHouse } from '../support/house.ts'
import { signUp } from '../support/person.ts'
import { startProgram } from '../support/program.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { makeAnnouncements, putToWork, setUpX, simpleGraph } from '../support/story.ts'

test('a worker process takes over the runs of a server that died', async () => {
  await using house = await startHouse()
  const sandbox = sandboxControl(house.sandboxUrl)
  const ola = await signUp(house.url, house.ownerLink)
  await setUpX(ola)
  const { id: tableId } = await makeAnnouncements(ola)
  await putToWork(ola, { name: 'Announce', graph: simpleGraph(tableId) })
  const worker = startProgram('apps/runtime/src/process/worker.ts', house.env)
  try {
    await worker.prints(/Tailorbird worker/)
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'timeout-before-commit', times: 1 })
    await ola.api.records.create({ tableId, values: { title: 'Begun by the server' } })
    await eventually(async () =>
      expect((await sandbox.requests()).some(({ path, method }) => method === 'POST' && path === '/2/tweets')).toBe(
        true,
      ),
    )
    await house.kill9()
    await eventually(
      async () =>
        expect((await sandbox.posts('tailorbird_hq')).map(({ text }) => text)).toEqual(['Begun by the server']),
      20,
    )
    expect(await worker.stop()).toBe(0)
  } finally {
    await worker.stop()
  }
})

test('a worker without a database says which setting is missing', async () => {
  const worker = startProgram('apps/runtime/src/process/worker.ts', {})
  await expect(worker.prints(/DATABASE_URL must name the database/, 5)).resolves.toBeDefined()
})
