import type { ControlRoute } from '../control/control-route.ts'
import type { Fault } from '../faults/fault.ts'
import type { Reply } from '../http/reply.ts'
import { faultSchema } from '../faults/fault.ts'
import { faultsPage } from './faults-page.ts'
import { messagesPage } from './messages-page.ts'
import { readFields } from '../http/incoming.ts'
import { redirect, Refusal } from '../http/reply.ts'
import { speak, whisper } from '../control/speak.ts'
import { timelinePage } from './timeline-page.ts'

/** What the forms on the pages do; each ends in a page, so that they work without a script. */
export const formRoutes: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: '/posts',
    run({ sandbox: { world }, incoming }) {
      const fields = readFields(incoming)
      const [username, text, inReplyTo] = [
        fields.get('username') ?? '',
        typed(fields, 'text'),
        fields.get('in_reply_to'),
      ]
      const problem = problemOf(() => speak(world, { username, text, inReplyTo }))
      return problem ? timelinePage(world, { problem }) : redirect('/')
    },
  },
  {
    method: 'POST',
    path: '/messages',
    run({ sandbox: { world }, incoming }) {
      const fields = readFields(incoming)
      const [from, to, text] = [fields.get('from') ?? '', fields.get('to') ?? '', typed(fields, 'text')]
      const problem = problemOf(() => whisper(world, { from, to, text }))
      return problem ? messagesPage(world, problem) : redirect('/messages')
    },
  },
  {
    method: 'POST',
    path: '/faults',
    run({ sandbox, incoming }) {
      const fault = readFault(readFields(incoming))
      if (!fault) return faultsPage(sandbox, 'Those numbers do not fit. Try again.')
      sandbox.faults.add(fault)
      return redirect('/faults')
    },
  },
  {
    method: 'POST',
    path: '/faults/clear',
    run({ sandbox, incoming }) {
      sandbox.faults.clear(Number(readFields(incoming).get('id')))
      return redirect('/faults')
    },
  },
  {
    method: 'POST',
    path: '/clock',
    run({ sandbox: { world }, incoming }): Reply {
      const seconds = Number(readFields(incoming).get('seconds'))
      if (seconds > 0 && seconds <= 86_400) world.clock.advance(seconds * 1000)
      world.changed()
      return redirect('/faults')
    },
  },
  {
    method: 'POST',
    path: '/reset',
    run({ sandbox }) {
      sandbox.reset()
      return redirect('/')
    },
  },
]

/** Browsers send line ends as CR LF. */
function typed(fields: Map<string, string>, name: string): string {
  return (fields.get(name) ?? '').replaceAll('\r\n', '\n')
}

/** The sentence of a refusal, for the page; null when all went well. */
function problemOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const body: { detail?: string; errors?: { message: string }[] } = JSON.parse(error.reply.body.toString())
    return body.errors?.[0]?.message ?? body.detail ?? 'That did not work.'
  }
}

function readFault(fields: Map<string, string>): Fault | null {
  const [method, path] = (fields.get('target') ?? '').split(' ')
  const [times, seconds] = [fields.get('times'), fields.get('seconds')]
  const fault = fields.get('fault')
  const wish = {
    match: method && path ? { method, path } : {},
    fault,
    ...(times ? { times: Number(times) } : {}),
    ...(seconds && fault === '429' ? { resetSeconds: Number(seconds) } : {}),
    ...(seconds && fault?.startsWith('slow') ? { delayMs: Number(seconds) * 1000 } : {}),
  }
  return faultSchema.safeParse(wish).data ?? null
}
