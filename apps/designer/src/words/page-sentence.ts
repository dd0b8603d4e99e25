import './voice.ts'

/** As {@link sentence}, with what the pages say. */
export { sentence } from './sentence.ts'
