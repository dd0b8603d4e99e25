import { saying } from '@tailorbird/flow/words/said'
import type { failures } from './en/failures.ts'

/** Says what the runtime's own tables have. */
export const said = saying<typeof failures>()
