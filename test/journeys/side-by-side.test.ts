import type { RunSummary } from '@tailorbird/contract/runs'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSecondServer } from '../support/second-server.ts'
import type { House } from '../support/house.ts'
import { inDatabase } from '../support/in-database.ts'
import { type Person, Refused, signUp } from '../support/person.ts'
import type { Program } from '../support/program.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node } from '../support/story.ts'
import { type TriggerStory, openTriggerStory, watching } from '../support/trigger-story.ts'

/** What two processes, or two things at once, must not get wrong. */
describe('side by side', () => {
  let story: TriggerStory
  let house: House
  let ola: Person
  let other: Program
  let elsewhere: Person
  let otherUrl: string
  let tableId: string
  let sandbox: SandboxControl

  beforeAll(async () => {
    story = await openTriggerStory()
    ;({ house, ola, sandbox } = story)
    tableId = (await makeAnnouncements(ola)).id
    ;({ server: other, url: otherUrl } = await startSecondServer(house))
    elsewhere = await signUp(otherUrl, undefined)
  })
  afterAll(async () => {
    await other?.stop()
    await story?.stop()
  })

  const ended = (id: string, status: RunSummary['status']) => story.stands(id, status, 30)
  const hour = (id = 'wait') => node(id, 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: 3600 } })
  const inDb = (text: string, values: unknown[] = []) => inDatabase(house.databaseUrl, text, values)

  test('the same thing comes to two processes at once: it is new to one run', async () => {
    const graph = graphOf(
      [
        node('start', 'records.created', { table: { fixed: tableId } }),
        node('new', 'logic.dedupe', { key: { pill: { node: 'start', path: ['record', 'title'] } } }),
        node('first', 'data.set-values', { values: { fixed: [] } }),
      ],
      ['start -> new', 'new new-> first'],
    )
    const flow = await story.work('Only once', graph)
    await Promise.all(
      Array.from({ length: 12 }, (_, each) =>
        (each % 2 ? ola : elsewhere).api.records.create({ tableId, values: { title: 'The same' } }),
      ),
    )
    const runs = await eventually(async () => {
      const found = await story.runsOf(flow)
      expect(found.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'succeeded'))
      return found
    }, 20)
    const details = await Promise.all(runs.map(({ id }) => ola.api.runs.get({ id })))
    const firsts = details.filter(({ steps }) =>
      steps.some(({ nodeId, status }) => nodeId === 'first' && status === 'succeeded'),
    )
    expect(firsts).toHaveLength(1)
    await story.rest(flow)
  })

  test('"idle": two updates of a record at the same time, in two processes, start one run while it goes on', async () => {
    const graph = graphOf(
      [node('start', 'records.updated', { table: { fixed: tableId }, strategy: { fixed: 'idle' } }), hour()],
      ['start -> wait'],
    )
    const flow = await story.work('Idle', graph)
    const { id } = await ola.api.records.create({ tableId, values: { title: 'Quiet' } })
    /** As people do: whoever comes too late reads it anew and changes it then. */
    const change = async (person: Person, title: string): Promise<void> => {
      for (;;) {
        const { revision } = await person.api.records.get({ id })
        try {
          await person.api.records.update({ id, revision, values: { title } })
          return
        } catch (error) {
          if (!(error instanceof Refused) || error.problem.status !== 409) throw error
        }
      }
    }
    await Promise.all([change(ola, 'One'), change(elsewhere, 'Two')])
    expect(await story.runsOf(flow)).toHaveLength(1)
    const [run] = await story.runsOf(flow)
    await ola.api.runs.cancel({ id: run?.id ?? '' })
    await ended(run?.id ?? '', 'cancelled')
    await change(elsewhere, 'Three')
    expect(await story.runsOf(flow)).toHaveLength(2)
    await story.rest(flow)
  })

  test('a webhook that one process arms is open in the other, and closed there when it is paused here', async () => {
    const flow = await story.work('Hook', graphOf([node('start', 'start.webhook', { method: { fixed: 'POST' } })], []))
    const { live } = await ola.api.triggers.webhook({ flowId: flow, nodeId: 'start', environment: 'production' })
    const call = async () => {
      const body = JSON.stringify({ title: 'Hi' })
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(live.replace(house.url, otherUrl), { method: 'POST', headers, body })
      return answer.status
    }
    await expect.poll(call).toBe(202)
    await ola.api.triggers.pause({ id: (await story.triggerOf(flow)).id })
    await expect.poll(call).toBe(503)
    await story.rest(flow)
    await expect.poll(call).toBe(404)
  })

  test('a line of runs that stands still does not hold up the runs of another key', async () => {
    const key = { pill: { node: 'start', path: ['record', 'body'] } }
    const graph = {
      ...graphOf(
        [
          node('start', 'records.created', { table: { fixed: tableId } }),
          node('slow', 'logic.if', {
            condition: { fixed: { match: 'all', rules: [{ left: key, operator: 'is', right: { fixed: 'slow' } }] } },
          }),
          hour(),
        ],
        ['start -> slow', 'slow yes-> wait'],
      ),
      settings: { concurrency: { runs: 1, per: 'key' as const, key } },
    }
    const flow = await story.work('Per key', graph)
    const add = (person: Person, body: string) => person.api.records.create({ tableId, values: { title: 'x', body } })
    await add(ola, 'slow')
    await add(elsewhere, 'slow')
    await Promise.all([add(ola, 'quick'), add(elsewhere, 'quick'), add(ola, 'quick')])
    await eventually(async () => {
      const statuses = (await story.runsOf(flow)).map(({ status }) => status).toSorted()
      expect(statuses).toEqual(['queued', 'succeeded', 'succeeded', 'succeeded', 'waiting'])
    }, 20)
    await story.rest(flow)
    const waiting = (await story.runsOf(flow)).find(({ status }) => status === 'waiting')
    await ola.api.runs.cancel({ id: waiting?.id ?? '' })
    // Only now the second of its line comes.
    await eventually(
      async () => expect((await story.runsOf(flow)).map(({ status }) => status)).not.toContain('queued'),
      20,
    )
  })

  test('twenty looks that fail in a row: the trigger pauses itself, and says why', async () => {
    const flow = await story.work('Nobody', graphOf([watching('nobody_at_all')], []))
    const state = () => story.triggerOf(flow)
    await eventually(async () => expect((await state()).failures).toBe(1), 20)
    expect((await state()).paused).toBeNull()
    // The eighteen looks in between, each with its growing pause, are left out.
    await inDb(`UPDATE triggers SET failures = 18, next_at = now() WHERE flow_id = $1`, [flow])
    await eventually(async () => expect((await state()).failures).toBe(19), 20)
    expect((await state()).paused).toBeNull()
    await inDb(`UPDATE triggers SET next_at = now() WHERE flow_id = $1`, [flow])
    await eventually(async () => expect((await state()).paused?.why).toContain('@nobody_at_all'), 20)
  })

  test('past its time, a run that is in hand gives way: the post on its way arrives, nothing else begins', async () => {
    const account = { fixed: 'x_message' }
    const graph = graphOf(
      [
        node('start', 'start.manual', {}),
        node('wait', 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: 2 } }),
        node('post', 'x.create-post', { account, text: { fixed: 'On its way' } }),
        node('next', 'x.create-post', { account, text: { fixed: 'Too late' } }),
      ],
      ['start -> wait', 'wait -> post', 'post -> next'],
    )
    const flow = await story.work('Late', graph)
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 4000, times: 1 })
    const { id } = await ola.api.runs.start({ flowId: flow, environment: 'production' })
    await ended(id, 'waiting')
    // Whoever takes it up again takes it up with this.
    await inDb(`UPDATE runs SET deadline_at = now() + interval '4 seconds' WHERE id = $1`, [id])
    await eventually(async () => expect((await sandbox.requests()).some(({ path }) => path === '/2/tweets')).toBe(true))
    await eventually(async () =>
      expect(await inDb(`SELECT FROM runs WHERE id = $1 AND deadline_at < now()`, [id])).toHaveLength(1),
    )
    // As the sweep says every ten seconds.
    await inDb(`SELECT pg_notify('tailorbird_cancel', $1)`, [id])
    const { run, steps } = await ended(id, 'failed')
    expect(run.failure).toMatchObject({ code: 'run.timed-out' })
    expect(steps.find(({ nodeId }) => nodeId === 'post')?.status).toBe('succeeded')
    const texts = (await sandbox.posts('tailorbird_hq')).map(({ text }) => text)
    expect(texts.filter((text) => text === 'On its way')).toHaveLength(1)
    expect(texts).not.toContain('Too late')
  })

  test('a run whose time is up takes the runs along that it has called', async () => {
    const last = await story.work(
      'Called last',
      graphOf([node('start', 'start.flow-called', {}), hour()], ['start -> wait']),
    )
    const calls = (trigger: string, flow: string) =>
      graphOf(
        [node('start', trigger, {}), node('call', 'logic.call-flow', { flow: { fixed: flow } })],
        ['start -> call'],
      )
    const middle = await story.work('Called first', calls('start.flow-called', last))
    const flow = await story.work('Calls', calls('start.manual', middle))
    const { id } = await ola.api.runs.start({ flowId: flow, environment: 'production' })
    const called = await eventually(async () => {
      const [run] = (await ola.api.runs.list({ flowId: last, status: 'waiting' })).runs
      if (!run) throw new Error('It has not been called yet.')
      return run
    }, 20)
    await inDb(`UPDATE runs SET deadline_at = now() WHERE id = $1`, [id])
    expect((await ended(id, 'failed')).run.failure).toMatchObject({ code: 'run.timed-out' })
    await ended(called.id, 'cancelled')
    await ended(called.parentRunId ?? '', 'cancelled')
  })

  const asking = (expires?: number) =>
    graphOf(
      [
        node('start', 'start.manual', {}),
        node('ask', 'logic.approval', {
          title: { fixed: 'May it?' },
          text: { fixed: 'Hello' },
          ...(expires !== undefined && { expires: { fixed: expires } }),
        }),
        node('yes', 'x.create-post', {
          account: { fixed: 'x_message' },
          text: { pill: { node: 'ask', path: ['text'] } },
        }),
        node('nobody', 'data.set-values', { values: { fixed: [] } }),
      ],
      ['start -> ask', 'ask approved-> yes', 'ask expired-> nobody'],
    )
  const question = (runId: string) =>
    eventually(async () => {
      const [found] = (await ola.api.approvals.list({ runId })).approvals
      if (!found) throw new Error('Nobody is asked yet.')
      return found
    })

  test('a question nobody answered in time: the run leaves it by "expired"', async () => {
    const { id } = await ola.api.runs.start({
      flowId: await story.work('Expires', asking(60)),
      environment: 'production',
    })
    await ended(id, 'waiting')
    const asked = await question(id)
    // As if it had been asked two minutes earlier, and nobody had looked since.
    await inDb(
      `UPDATE steps SET started_at = started_at - interval '2 minutes', park_until = now() WHERE run_id = $1 AND node_id = 'ask'`,
      [id],
    )
    await inDb(`UPDATE approvals SET expires_at = expires_at - interval '2 minutes' WHERE run_id = $1`, [id])
    await inDb(`UPDATE runs SET park_until = now() - interval '1 minute' WHERE id = $1`, [id])
    const { steps } = await ended(id, 'succeeded')
    const outcome = Object.fromEntries(steps.map(({ nodeId, status, port }) => [nodeId, port ?? status]))
    expect(outcome).toMatchObject({ ask: 'expired', nobody: 'out', yes: 'skipped' })
    expect(await ola.api.approvals.get({ id: asked.id })).toMatchObject({ status: 'expired', answer: null })
  })

  test('killed between an answer and its being heard: neither has happened, and it can be given again', async () => {
    const { id } = await ola.api.runs.start({
      flowId: await story.work('Answers', asking()),
      environment: 'production',
    })
    const asked = await question(id)
    await ended(id, 'waiting')
    // The answer is written, and stands in front of the signal.
    const gate = new Client({ connectionString: house.databaseUrl })
    await gate.connect()
    await gate.query('BEGIN')
    await gate.query('LOCK TABLE run_messages IN SHARE ROW EXCLUSIVE MODE')
    const answering = elsewhere.api.approvals.answer({ id: asked.id, approved: true }).catch((error: unknown) => error)
    await eventually(async () => {
      const stands = await inDb(`SELECT FROM pg_locks WHERE NOT granted AND relation = 'run_messages'::regclass`)
      expect(stands.length).toBeGreaterThan(0)
    })
    await other.kill9()
    await answering
    await gate.query('COMMIT')
    await gate.end()
    await eventually(async () =>
      expect(await ola.api.approvals.get({ id: asked.id })).toMatchObject({ status: 'open' }),
    )
    expect(await inDb('SELECT FROM run_messages WHERE run_id = $1', [id])).toEqual([])
    expect((await ola.api.runs.get({ id })).run.status).toBe('waiting')
    await eventually(() => ola.api.approvals.answer({ id: asked.id, approved: true }))
    await ended(id, 'succeeded')
    expect((await sandbox.posts('tailorbird_hq')).filter(({ text }) => text === 'Hello')).toHaveLength(1)
  })
})
