import type { Said } from '@tailorbird/flow/words/said'
import { first } from './en/first.ts'

const known: Readonly<Record<string, string>> = first
let speaks = ({ code }: Said) => known[code]

/** The sentence for what is said by code and values; without a sentence of that code here, what the server made of it. */
export const sentence = (told: Said, fromServer: string = told.code): string => speaks(told) ?? fromServer

/** What makes sentences from now on: it comes with the larger tables, after the first page. */
export function speakBy(speaker: (told: Said) => string | undefined): void {
  speaks = speaker
}
