import { type ZonedFault, readZoned } from '../time/zoned-moment.ts'
import { type Said, said } from '../words/said.ts'

/** What is wrong with a date and time on the clocks of a zone. */
export function wrongZoned({ label }: { label: string }, value: unknown): Said | undefined {
  const read = typeof value === 'string' ? readZoned(value) : { fault: { is: 'form' } as const }
  return 'fault' in read ? saidOf(read.fault, label) : undefined
}

/** What clocks do now and then, told with the time and the zone. */
export function saidOf(fault: ZonedFault, label: string): Said {
  switch (fault.is) {
    case 'form':
      return said('zoned.form', { label })
    case 'date':
      return said('zoned.no-date', { label })
    case 'zone':
      return said('zoned.no-zone', { label, zone: fault.zone })
    case 'odd':
      return said('zoned.odd', { label, zone: fault.zone })
    case 'skipped':
      return said('zoned.skipped', { label, time: timeIn(fault.local), zone: fault.zone })
    case 'twice':
      return said('zoned.twice', { label, time: timeIn(fault.local), zone: fault.zone, offsets: fault.offsets })
    case 'offset':
      return said('zoned.offset', { label, zone: fault.zone, offsets: fault.offsets })
  }
}

const timeIn = (local: string) => local.replace('T', ' ')
