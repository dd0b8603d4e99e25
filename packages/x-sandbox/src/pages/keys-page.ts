import type { Reply } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import { html } from '../markup/html.ts'
import { page } from '../markup/page.ts'

const planWords = { payg: 'pay per use', enterprise: 'Enterprise', legacy: 'legacy' }
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const permissionWords = { read: 'read', 'read-write': 'read and write', 'read-write-dm': 'read, write and messages' }

/** What to type into a connection form: the apps and, for each account, its four keys. None is a real secret. */
export function keysPage(world: World): Reply {
  const scroll = (label: string, table: ReturnType<typeof html>) =>
    html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`
  const body = html` <h1>Accounts and keys</h1>
    <p>These keys work in this sandbox only.</p>
    <h2>Apps</h2>
    ${world.apps.all().map(
      (app) =>
        html`<section class="card" aria-label="${app.name}">
          <h3>${app.name}</h3>
          <dl>
            <dt>Client ID</dt>
            <dd><code>${app.clientId}</code></dd>
            <dt>Client secret</dt>
            <dd>${app.clientSecret ? html`<code>${app.clientSecret}</code>` : 'none (public client)'}</dd>
            <dt>API key</dt>
            <dd><code>${app.consumerKey}</code></dd>
            <dt>API key secret</dt>
            <dd><code>${app.consumerSecret}</code></dd>
            <dt>May</dt>
            <dd>${permissionWords[app.permission]}</dd>
            <dt>Plan</dt>
            <dd>${planWords[app.plan]}${app.plan === 'payg' && `, ${dollars.format(app.credits)} left`}</dd>
            <dt>Redirects to</dt>
            <dd>
              <code>http://127.0.0.1:&lt;any port&gt;/connections/x/callback</code
              >${app.redirectUris.map((uri) => html`<br /><code>${uri}</code>`)}
            </dd>
          </dl>
        </section>`,
    )}
    <h2>Accounts</h2>
    ${scroll(
      'Accounts',
      html`<table>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">User id</th>
            <th scope="col">Access token</th>
            <th scope="col">Access token secret</th>
          </tr>
        </thead>
        <tbody>
          ${world.accounts.all().map(
            (account) =>
              html`<tr>
                <td>
                  <div class="person">
                    <img src="/avatars/${account.username}.svg" alt="" width="32" height="32" /><span
                      >${account.name}<br /><span class="quiet">@${account.username}</span></span
                    >
                  </div>
                </td>
                <td><code>${account.id}</code></td>
                <td><code>${account.id}-sandbox-token</code></td>
                <td><code>${account.username}-sandbox-token-secret</code></td>
              </tr>`,
          )}
        </tbody>
      </table>`,
    )}`
  return page({ title: 'Accounts and keys', at: 'keys', body })
}
