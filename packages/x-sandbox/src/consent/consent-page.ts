import type { Account } from '../world/accounts.ts'
import type { App } from '../world/apps.ts'
import type { Reply } from '../http/reply.ts'
import { html } from '../markup/html.ts'
import { page } from '../markup/page.ts'

interface Consent {
  app: App
  accounts: readonly Account[]
  /** One line for each thing the app may do. */
  abilities: readonly string[]
  action: string
  /** Carried through the form to the next step. */
  hidden: Readonly<Record<string, string>>
  /** Where the browser goes next; null when the person carries a PIN over. */
  returnsTo: string | null
}

/** X's question "may this app act for you?", for one of the test accounts. Works without JavaScript. */
export function consentPage({ app, accounts, abilities, action, hidden, returnsTo }: Consent): Reply {
  const body = html` <form class="card consent" method="post" action="${action}">
    <p class="quiet">A test of signing in with X</p>
    <h1>${app.name} wants to use an X account</h1>
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <fieldset>
      <legend>Which test account?</legend>
      ${accounts.map(
        (account, index) =>
          html`<label class="choice">
            <input type="radio" name="account" value="${account.username}" required${index === 0 && html` checked`} />
            <img src="/avatars/${account.username}.svg" alt="" width="40" height="40" />
            <span><b>${account.name}</b><span class="quiet">@${account.username}</span></span>
          </label>`,
      )}
    </fieldset>
    <h2>The app will be able to</h2>
    <ul class="abilities">
      ${abilities.map((ability) => html`<li>${ability}</li>`)}
    </ul>
    <div class="row">
      <button name="decision" value="approve" class="main">Approve</button>
      <button name="decision" value="deny" formnovalidate>Deny</button>
    </div>
    <p class="quiet">
      ${returnsTo ? html`You then return to <span class="address">${returnsTo}</span>` : 'You then get a PIN to type into the app.'}
    </p>
  </form>`
  return page({ title: 'Approve access', body, bare: true, formTargets: targetsOf(returnsTo) })
}

/** Browsers hold every hop after a form against its page's policy; an app may pass on between its own local ports. */
function targetsOf(returnsTo: string | null): string[] {
  if (!returnsTo || !URL.canParse(returnsTo)) return []
  return [new URL(returnsTo).origin, 'http://127.0.0.1:*', 'http://localhost:*']
}

/** Instead of a redirect that could go anywhere: what is wrong, in words, and what to do. */
export function consentProblem(problem: string, remedy: string): Reply {
  const body = html`<div class="card">
    <h1>This app cannot be connected yet</h1>
    <p>${problem}</p>
    <p>${remedy}</p>
    <p class="quiet">X shows “Something went wrong” here and does not send you back either.</p>
  </div>`
  return page({ title: 'Not possible', body, bare: true, status: 400 })
}

/** The PIN of an app without a callback address. */
export function pinPage(app: App, account: Account, pin: string): Reply {
  const body = html`<div class="card">
    <h1>Type this PIN into ${app.name}</h1>
    <p class="pin" aria-label="PIN">${pin}</p>
    <p class="quiet">It connects @${account.username}.</p>
  </div>`
  return page({ title: 'PIN', body, bare: true })
}

/** After a refusal there is nowhere to go for an app without a callback address. */
export function deniedPage(app: App): Reply {
  const body = html`<div class="card">
    <h1>${app.name} was not connected</h1>
    <p>You can close this page.</p>
  </div>`
  return page({ title: 'Not connected', body, bare: true })
}
