interface Consent {
  status: 'connected' | 'denied' | 'failed'
  message: string
  attemptId: string | undefined
}

/** Runs in the consent's window, where no script stands in the page itself. What failed stays open to be read. */
export const consentScript = `const { attempt, status } = document.body.dataset
if (attempt) {
  const channel = new BroadcastChannel('tailorbird-consent')
  channel.postMessage({ attemptId: attempt, status })
  channel.close()
}
if (status !== 'failed') setTimeout(() => window.close(), status === 'connected' ? 600 : 2000)
`

const TITLES = { connected: 'Connected', denied: 'Not connected', failed: 'Not connected' }

/** What the consent's window shows at the end. The script tells the page that opened it, and closes the window. */
export function consentPage({ status, message, attemptId = '' }: Consent) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${TITLES[status]} · Tailorbird</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 28rem; margin: 20vh auto 0; padding: 0 1.5rem }
      h1 { font-size: 1.25rem }
      p + p { opacity: 0.7 }
    </style>
    <script src="/connections/x/consent-page.js" defer></script>
  </head>
  <body data-attempt="${escape(attemptId)}" data-status="${status}">
    <main>
      <h1>${TITLES[status]}</h1>
      <p>${escape(message)}</p>
      <p>You can close this window.</p>
    </main>
  </body>
</html>
`
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
