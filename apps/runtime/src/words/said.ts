import { saying } from '@tailorbird/flow/words/said'
import type { failures } from './en/failures.ts'
import type { refusals } from './en/refusals.ts'
import type { titles } from './en/titles.ts'

/** Says what the runtime's own tables have. */
export const said = saying<typeof failures & typeof refusals & typeof titles>()
