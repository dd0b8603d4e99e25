import type { FaultName } from '../faults/fault.ts'
import type { Reply } from '../http/reply.ts'
import type { Sandbox } from '../control/sandbox.ts'
import type { StandingFault } from '../faults/fault-book.ts'
import { faultNames } from '../faults/fault.ts'
import { html } from '../markup/html.ts'
import { page } from '../markup/page.ts'

const faultWords: Record<FaultName, string> = {
  '429': '429: too many requests',
  '402': '402: no credits left',
  '403': '403: not permitted',
  '503': '503: X is overloaded',
  suspended: '403: the account is suspended',
  locked: '403: the account is locked for now',
  'html-502': '502 with an HTML page',
  'timeout-before-commit': 'No answer, nothing happened',
  'timeout-after-commit': 'No answer, but it happened',
  'drop-before-commit': 'Connection cut, nothing happened',
  'drop-after-commit': 'Connection cut, but it happened',
  slow: 'Slow answer',
  'slow-media': 'Slow media processing',
  'failed-media': 'Failed media processing',
}

const targets = [
  ['', 'Every request'],
  ['POST /2/tweets', 'Creating a post'],
  ['DELETE /2/tweets/:id', 'Deleting a post'],
  ['POST /2/users/:id/likes', 'Liking'],
  ['POST /2/users/:id/retweets', 'Reposting'],
  ['POST /2/dm_conversations/*', 'Sending a message'],
  ['POST /2/media/*', 'Uploading media'],
  ['GET /2/users/me', 'Asking who the account is'],
  ['GET /2/users/:id/tweets', 'Reading an account’s posts'],
  ['GET /2/users/:id/mentions', 'Reading mentions'],
  ['GET /2/tweets/search/recent', 'Searching'],
  ['POST /2/oauth2/token', 'Exchanging or refreshing a token'],
] as const

/** Makes things go wrong on purpose, and starts the small X afresh. */
export function faultsPage({ faults, world }: Sandbox, problem?: string): Reply {
  const body = html` <h1>Faults</h1>
    <p>Make X fail on purpose and see what a flow does.</p>
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <form class="card compose" method="post" action="/faults">
      <label
        >What goes wrong
        <select name="fault">
          ${faultNames.map((name) => html`<option value="${name}">${faultWords[name]}</option>`)}
        </select></label
      >
      <label
        >At
        <select name="target">
          ${targets.map(([value, label]) => html`<option value="${value}">${label}</option>`)}
        </select></label
      >
      <label
        >How many times <input name="times" type="number" min="1" placeholder="until taken away" value="1"
      /></label>
      <label
        >Seconds, for a reset or a delay <input name="seconds" type="number" min="0" max="600" placeholder="the usual"
      /></label>
      <button class="main">Set the fault</button>
    </form>
    <section aria-label="Standing faults" id="live">
      <h2>Standing</h2>
      ${faults.all().length === 0 && html`<p class="empty">Nothing goes wrong.</p>`}
      <ul class="faults">
        ${faults.all().map(faultRow)}
      </ul>
    </section>
    <section aria-label="Clock and reset">
      <h2>Clock</h2>
      <form class="row" method="post" action="/clock">
        <p>It is ${new Date(world.clock.now()).toISOString().replace('T', ' ').slice(0, 16)} UTC here.</p>
        <button name="seconds" value="900">15 min on</button>
        <button name="seconds" value="7200">2 h on</button>
        <button name="seconds" value="86400">1 day on</button>
      </form>
      <h2>Start afresh</h2>
      <form class="row" method="post" action="/reset">
        <p>Removes all posts, messages, media, tokens and faults. Apps must connect again.</p>
        <button class="danger">Reset the sandbox</button>
      </form>
    </section>`
  return page({ title: 'Faults', at: 'faults', body, status: problem ? 400 : 200 })
}

function faultRow({ id, fault, match, times, hits }: StandingFault) {
  const where = match.path || match.method ? `${match.method ?? 'any'} ${match.path ?? 'anything'}` : 'every request'
  const left = times === undefined ? 'until taken away' : `${times - hits} more`
  return html`<li class="row">
    <span><b>${faultWords[fault]}</b> <code>${where}</code> <span class="quiet">${left}, hit ${hits}</span></span>
    <form method="post" action="/faults/clear">
      <button name="id" value="${id}" aria-label="Take away: ${faultWords[fault]}">Take away</button>
    </form>
  </li>`
}
