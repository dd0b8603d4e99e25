import type { Markup } from './html.ts'
import type { Reply } from '../http/reply.ts'
import { html } from './html.ts'

interface Page {
  title: string
  /** The navigation entry to mark as current. */
  at?: 'posts' | 'messages' | 'requests' | 'faults' | 'keys'
  body: Markup
  status?: number
  /** Addresses that a form of this page may end up at, beside the sandbox itself. */
  formTargets?: readonly string[]
  /** Without navigation, for the pages that stand between an app and an account. */
  bare?: boolean
}

const places = [
  ['posts', '/', 'Posts'],
  ['messages', '/messages', 'Messages'],
  ['faults', '/faults', 'Faults'],
  ['requests', '/requests', 'Requests'],
  ['keys', '/keys', 'Keys'],
] as const

/** A whole page: frame, notice, navigation, content, and the headers that keep it harmless. */
export function page({ title, at, body, status = 200, formTargets = [], bare = false }: Page): Reply {
  const navigation = html`<nav aria-label="Sandbox">
    ${places.map(([name, address, label]) => html`<a href="${address}" ${current(name === at)}>${label}</a>`)}
  </nav>`
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · X sandbox</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/style.css">
${!bare && html`<script src="/assets/page.js" defer></script>`}
</head>
<body${bare && html` class="bare"`}>
<header>
<p class="notice"><strong>Sandbox: nothing here reaches X.</strong></p>
${!bare && navigation}
</header>
<main>
${body}
</main>
</body>
</html>
`
  return { status, headers: headers(formTargets), body: whole.html }
}

function current(is: boolean) {
  return is && html` aria-current="page"`
}

function headers(formTargets: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    // Not `no-referrer`: browsers would then send forms with `Origin: null`, and the origin check needs it.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}
