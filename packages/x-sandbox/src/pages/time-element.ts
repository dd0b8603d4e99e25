import { html } from '../markup/html.ts'

/** A moment as people read it, with the exact time in UTC on hover and for machines. */
export function timeElement(at: number, now: number) {
  const exact = new Date(at).toISOString()
  return html`<time datetime="${exact}" title="${exact.replace('T', ' ').slice(0, 19)} UTC"
    >${ago(now - at, exact)}</time
  >`
}

function ago(ms: number, exact: string): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`
  return exact.slice(0, 10)
}
