import type { Table } from '@tailorbird/contract/tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import type { Person } from '../support/person.ts'
import { png } from '../support/png.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { announcementGraph, makeAnnouncements, putToWork } from '../support/story.ts'

describe('an announcement becomes a post with its image', () => {
  let house: House
  let ola: Person
  let table: Table
  let sandbox: SandboxControl

  beforeAll(async () => {
    ;({ house, ola, sandbox } = await openHouseStory())
    table = await makeAnnouncements(ola)
  })
  afterAll(() => house?.stop())

  const announce = async (title: string, publish: 'Yes' | 'No' | null, images = 0) => {
    const ids = []
    for (let index = 0; index < images; index++) {
      const uploaded = (await (
        await ola.upload(`picture ${index}.png`, png({ width: 40 + index }), 'image/png')
      ).json()) as { id: string }
      ids.push(uploaded.id)
    }
    return ola.api.records.create({ tableId: table.id, values: { title, body: 'More soon.', publish, images: ids } })
  }

  test('a test runs the draft in development, and shows what each node did', async () => {
    const record = await announce('A first try', 'Yes', 1)
    const graph = announcementGraph(table.id)
    const flow = await ola.api.flows.create({ name: 'Announce', draft: graph })
    const { id } = await ola.api.runs.test({ flowId: flow.id, graph, event: { recordId: record.id } })
    const { run, steps } = await eventually(async () => {
      const detail = await ola.api.runs.get({ id })
      expect(detail.run.status).toBe('succeeded')
      return detail
    })
    expect(run).toMatchObject({ test: true, environment: 'development', versionNumber: null })
    expect(steps.map(({ nodeId, status }) => [nodeId, status])).toEqual([
      ['start', 'succeeded'],
      ['files', 'succeeded'],
      ['if', 'succeeded'],
      ['post', 'succeeded'],
    ])
    expect(steps.at(-1)?.input).toMatchObject({ text: 'A first try\nMore soon.', account: 'x_message' })
    const [post] = await sandbox.posts('tailorbird_dev')
    expect(post?.text).toContain('A first try')
    expect(post?.media).toHaveLength(1)
    expect(await sandbox.posts('tailorbird_hq')).toEqual([])
  })

  test('published and enabled in production, a new record posts by itself within a second, as the production account', async () => {
    const { flow } = await putToWork(ola, { name: 'Announce for real', graph: announcementGraph(table.id) })
    const at = Date.now()
    await announce('It is live', 'Yes', 2)
    const [post] = await eventually(async () => {
      const posts = await sandbox.posts('tailorbird_hq')
      expect(posts).toHaveLength(1)
      return posts
    })
    expect(Date.now() - at).toBeLessThan(5000)
    expect(post?.text).toContain('It is live')
    expect(post?.media).toHaveLength(2)
    const { runs } = await ola.api.runs.list({ flowId: flow.id })
    expect(runs).toMatchObject([
      {
        status: 'succeeded',
        environment: 'production',
        versionNumber: 1,
        test: false,
        cause: 'Record created in Announcements',
      },
    ])
  })

  test('Yes and blank are posted, No is not', async () => {
    await announce('Said no', 'No')
    await announce('Said nothing', null)
    await eventually(async () => {
      const texts = (await sandbox.posts('tailorbird_hq')).map(({ text }) => text)
      expect(texts.some((text) => text.includes('Said nothing'))).toBe(true)
    })
    expect((await sandbox.posts('tailorbird_hq')).some(({ text }) => text.includes('Said no\n'))).toBe(false)
  })

  test('a published version never changes: saving the draft posts nothing new', async () => {
    const [flow] = await ola.api.flows.list({})
    if (!flow) throw new Error('no flow')
    const full = await ola.api.flows.get({ id: flow.id })
    const saved = await ola.api.flows.saveDraft({
      id: flow.id,
      draft: { ...full.draft, nodes: [], edges: [] },
      revision: full.revision,
    })
    expect(saved.revision).toBe(full.revision + 1)
    const version = await ola.api.flows
      .version({ id: saved.deployments[0]?.versionId ?? (await ola.api.flows.versions({ id: flow.id }))[0]?.id ?? '' })
      .catch(() => undefined)
    if (version) expect(version.graph.nodes.length).toBeGreaterThan(0)
  })

  test('no secret appears in anything the server says', async () => {
    const everything = JSON.stringify([
      await ola.api.xApps.list({}),
      await ola.api.connections.list({}),
      await ola.api.runs.list({}),
      await Promise.all((await ola.api.runs.list({})).runs.map(({ id }) => ola.api.runs.get({ id }))),
    ])
    expect(everything).not.toContain('sandbox-secret')
    expect(everything).not.toMatch(/access_?token"?:\s*"[^"]/i)
    expect(house.log()).not.toContain('sandbox-secret')
  })
})
