/** A moment as its zone's clocks show it, with the zone named: "20 Nov 2026, 09:30 (Europe/Vienna)". What is no such
 *  moment stays as it is written. */
export function zonedInWords(written: string): string {
  const [, local = '', zone = ''] = /^([\d-]+T[\d:]+).*\[([^\]]+)\]$/.exec(written) ?? []
  const shown = new Date(`${local}Z`)
  if (Number.isNaN(shown.getTime())) return written
  return `${CLOCK.format(shown)} (${zone.replaceAll('_', ' ')})`
}

/** Local time is taken apart as if it were UTC, so that no other zone comes in between. */
const CLOCK = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
