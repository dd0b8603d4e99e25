import { Failure } from '../node/failure.ts'
import type { Sentences } from '../words/template.ts'
import { failureInEnglish } from './in-english.ts'

/** What work says, in English, when it throws a failure; empty when it throws none. Other errors go on. */
export function says(work: () => unknown, more?: Sentences): string {
  try {
    work()
    return ''
  } catch (error) {
    return sentenceOf(error, more)
  }
}

/** The same for work that is awaited. */
export async function saysLater(work: Promise<unknown>, more?: Sentences): Promise<string> {
  try {
    await work
    return ''
  } catch (error) {
    return sentenceOf(error, more)
  }
}

function sentenceOf(error: unknown, more: Sentences | undefined): string {
  if (!(error instanceof Failure)) throw error
  return failureInEnglish(error.data, more).message
}
