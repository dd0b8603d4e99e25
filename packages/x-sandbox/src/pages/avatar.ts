import type { Account } from '../world/accounts.ts'
import type { Reply } from '../http/reply.ts'
import { html } from '../markup/html.ts'

/** A round patch in the account's colour with its initials and a row of stitches that is its own. */
export function avatar(account: Account): Reply {
  const words = account.name.split(/[\s,]+/).filter(Boolean)
  const initials = words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
  const dash = 4 + (Number(account.id.slice(-2)) % 7)
  const drawn = html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
    <rect width="96" height="96" fill="${account.colour}" />
    <circle
      cx="48"
      cy="48"
      r="40"
      fill="none"
      stroke="#fff"
      stroke-opacity=".7"
      stroke-width="3"
      stroke-dasharray="${dash} ${dash + 2}"
      stroke-linecap="round"
    />
    <text
      x="48"
      y="49"
      fill="#fff"
      font-family="Inter, system-ui, sans-serif"
      font-size="34"
      font-weight="600"
      text-anchor="middle"
      dominant-baseline="central"
    >
      ${initials}
    </text>
  </svg>`
  return picture(drawn.html)
}

/** The sandbox's own sign: a leaf with a stitch. */
export function icon(): Reply {
  return picture(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<path d="M4 28C4 12 14 4 28 4c0 14-8 24-24 24Z" fill="#0f766e"/>
<path d="M6 26 26 6" stroke="#fff" stroke-width="2" stroke-dasharray="4 3" stroke-linecap="round"/>
</svg>`)
}

function picture(svg: string): Reply {
  const headers = {
    'content-type': 'image/svg+xml',
    'cache-control': 'max-age=3600',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  }
  return { status: 200, headers, body: svg }
}
