import type { LoggedRequest, RequestLog } from '../http/request-log.ts'
import type { Reply } from '../http/reply.ts'
import { html } from '../markup/html.ts'
import { page } from '../markup/page.ts'

/** The last requests that are shown; the control API has all that are kept. */
const newest = 200

/** What apps have asked of the API, newest first. */
export function requestsPage(log: RequestLog): Reply {
  const requests = log.all().slice(-newest).toReversed()
  const body = html` <h1>Requests</h1>
    <p class="quiet">What apps asked of the API. Secrets are blotted out. Times are UTC.</p>
    <section id="live" aria-label="Request log">
      ${requests.length === 0 && html`<p class="empty">No requests yet.</p>`}
      ${
        requests.length > 0 &&
        html`<div class="scroll" role="region" aria-label="Requests" tabindex="0">
          <table>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Request</th>
                <th scope="col">Answer</th>
                <th scope="col">Account</th>
                <th scope="col">Took</th>
              </tr>
            </thead>
            <tbody>
              ${requests.map(row)}
            </tbody>
          </table>
        </div>`
      }
    </section>`
  return page({ title: 'Requests', at: 'requests', body })
}

function row(request: LoggedRequest) {
  const took = request.durationMs === null ? '' : `${request.durationMs.toFixed(1)} ms`
  return html`<tr>
    <td>${new Date(request.at).toISOString().slice(11, 23)}</td>
    <td><code>${request.method} ${request.path}${request.query && `?${request.query}`}</code></td>
    <td>${answer(request)}</td>
    <td>${request.account ? `@${request.account}` : (request.auth ?? '')}</td>
    <td>${took}</td>
  </tr>`
}

function answer({ status, fault }: LoggedRequest) {
  const said = status === null ? 'no answer' : String(status)
  return html`<span class="${status !== null && status < 400 ? 'fine' : 'failed'}">${said}</span
    >${fault && html` <span class="quiet">fault: ${fault}</span>`}`
}
