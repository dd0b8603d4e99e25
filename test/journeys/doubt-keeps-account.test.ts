import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import type { Person } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

describe('a post in doubt belongs to the account it was meant for', () => {
  let house: House
  let ola: Person
  let sandbox: SandboxControl
  let tableId: string
  let development: string

  beforeAll(async () => {
    const story = await openHouseStory()
    ;({ house, ola, sandbox } = story)
    development = story.x?.development.id ?? ''
    tableId = (await makeAnnouncements(ola)).id
    await putToWork(ola, { name: 'Announces', graph: simpleGraph(tableId) })
  })
  afterAll(() => house?.stop())

  test.each(['drop-before-commit', 'drop-after-commit'])(
    'the alias is bound elsewhere while it is looked for (%s): it is there once, and nothing on the other account',
    async (fault) => {
      const [alias] = (await ola.api.aliases.list({})).filter(({ name }) => name === 'x_message')
      if (!alias) throw new Error('There is no such alias.')
      const bind = (connectionId: string) =>
        ola.api.aliases.setBinding({ id: alias.id, environment: 'production', connectionId })
      const before = alias.bindings.find(({ environment }) => environment === 'production')?.connectionId ?? ''
      const title = `Meant for one account, ${fault}`
      await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault, times: 1 })
      await ola.api.records.create({ tableId, values: { title } })
      await eventually(async () => {
        const [run] = (await ola.api.runs.list({})).runs
        expect(run?.park?.reason).toBe('verifying')
      })
      await bind(development)
      await eventually(async () => expect((await ola.api.runs.list({})).runs[0]?.status).toBe('succeeded'))
      const saying = async (username: string) =>
        (await sandbox.posts(username)).filter(({ text }) => text === title).length
      expect(await saying('tailorbird_hq')).toBe(1)
      expect(await saying('tailorbird_dev')).toBe(0)
      await bind(before)
    },
  )
})
