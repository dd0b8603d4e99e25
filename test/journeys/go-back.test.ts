import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import type { Person } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

const pill = (from: string, ...path: string[]) => ({ pill: { node: from, path } })

/** A draft that is shown until it is not rejected, three times at most; then it is posted, or somebody is told. */
const untilApproved = (name: string) =>
  graphOf(
    [
      node('start', 'start.manual', {}),
      node('again', 'logic.repeat-until', {
        until: {
          fixed: {
            match: 'all',
            rules: [{ left: pill('ask', 'leftBy'), operator: 'isNot', right: { fixed: 'rejected' } }],
          },
        },
        most: { fixed: 3 },
        usedUp: { fixed: 'giveUp' },
      }),
      node('draft', 'data.set-values', {
        values: {
          fixed: [{ key: 'text', kind: 'text', value: { parts: [`${name}, draft `, pill('again', 'number')] } }],
        },
      }),
      node('ask', 'logic.approval', {
        title: { fixed: `May ${name} go out?` },
        text: pill('draft', 'values', 'text'),
        mayEdit: { fixed: true },
      }),
      node('way', 'logic.switch', {
        cases: {
          fixed: [
            {
              port: 'yes',
              label: 'When approved',
              condition: {
                match: 'all',
                rules: [{ left: pill('ask', 'leftBy'), operator: 'is', right: { fixed: 'approved' } }],
              },
            },
          ],
        },
      }),
      node('post', 'x.create-post', { account: { fixed: 'x_message' }, text: { parts: [pill('ask', 'text')] } }),
      node('sorry', 'data.set-values', {
        values: { fixed: [{ key: 'note', kind: 'text', value: pill('ask', 'note') }] },
      }),
    ],
    ['start -> again', 'again each-> draft', 'draft -> ask', 'again -> way', 'way yes-> post', 'again gaveUp-> sorry'],
  )

describe('back to an earlier step', () => {
  let house: House
  let ola: Person

  beforeAll(async () => {
    ;({ house, ola } = await openHouseStory())
  })
  afterAll(() => house?.stop())

  async function run(name: string, answers: boolean[]) {
    const { flow } = await putToWork(ola, { name, graph: untilApproved(name) })
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })
    const shown: string[] = []
    for (const [at, approved] of answers.entries()) {
      const asked = await eventually(async () => {
        const found = (await ola.api.approvals.list({})).approvals.find(({ title }) => title.includes(name))
        expect(found?.text).toContain(`draft ${at + 1}`)
        return found
      })
      shown.push(asked?.text ?? '')
      // The post stands behind the loop and behind a fork; the approver sees as whom it would go out all the same.
      expect(asked?.postsAs).toMatchObject([{ account: { username: 'tailorbird_hq' } }])
      // Somewhere in between the process dies: what was answered stays answered.
      if (at === 1) await house.kill9().then(() => house.restart())
      await ola.api.approvals.answer({ id: asked?.id ?? '', approved, note: `note ${at + 1}` })
    }
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe('succeeded'), 20)
    const { steps } = await ola.api.runs.get({ id })
    const stepAt = (nodeId: string) => steps.find((step) => step.nodeId === nodeId && step.path === '')
    return { shown, stepAt }
  }
  const posts = async (name: string) =>
    (await sandboxControl(house.sandboxUrl).posts('tailorbird_hq'))
      .map(({ text }) => text)
      .filter((text) => text.includes(name))

  test('rejected twice and then approved, it is posted once, in its last form', async () => {
    const { shown, stepAt } = await run('News', [false, false, true])
    expect(shown).toEqual(['News, draft 1', 'News, draft 2', 'News, draft 3'])
    expect(await posts('News')).toEqual(['News, draft 3'])
    expect(stepAt('again')).toMatchObject({ port: 'out' })
    expect(stepAt('sorry')?.status).toBe('skipped')
  })

  test('rejected for as often as it may be, it gives up, posts nothing, and the last note is at hand', async () => {
    const { stepAt } = await run('Rumour', [false, false, false])
    expect(await posts('Rumour')).toEqual([])
    expect(stepAt('again')).toMatchObject({ port: 'gaveUp' })
    expect(stepAt('sorry')).toMatchObject({ output: { values: { note: 'note 3' } } })
  })
})
