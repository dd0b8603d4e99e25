import * as told from '@tailorbird/flow/testing/says'
import { words } from '../words.ts'

/** What work of a node says, in English, when it fails. */
export const says = (work: () => unknown): string => told.says(work, words)

/** The same for work that is awaited. */
export const saysLater = (work: Promise<unknown>): Promise<string> => told.saysLater(work, words)
