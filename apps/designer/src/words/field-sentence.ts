import { fields } from '@tailorbird/flow/words/en/fields'
import { learn } from './voice.ts'

learn(fields)

/** The same, with the sentences about values of fields. */
export { sentence } from './sentence.ts'
