import type { MissingValue } from '../expression/value-of.ts'
import { type Said, said } from '../words/said.ts'

/** Why a data pill leads nowhere. */
export function missingSaid({ missing }: MissingValue): Said {
  switch (missing.why) {
    case 'has not run':
      return said('pill.not-run')
    case 'nothing there':
      return said('pill.nothing-at', { path: missing.path })
    case 'no change':
      return said('pill.no-change')
  }
}
