import { saying } from '@tailorbird/flow/words/said'
import type { first } from './en/first.ts'
import type { pages } from './en/pages.ts'

/** Says what the designer's own tables have. */
export const said = saying<typeof first & typeof pages>()
