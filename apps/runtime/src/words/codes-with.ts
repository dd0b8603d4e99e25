import { voice } from './voice.ts'

/** The codes whose sentence has this word, without regard to case, as a list that Postgres reads. Punctuation around a
 *  word is left out: it may belong to the sentence while the word is a value. */
export function codesWith(word: string): string {
  const wanted = word.toLowerCase()
  const codes = Object.entries(voice.sentences).flatMap(([code, sentence]) => {
    const says = typeof sentence === 'string' ? sentence : sentence.says
    return says
      .replaceAll(/\{[^{}]+\}/g, ' ')
      .toLowerCase()
      .includes(wanted)
      ? [code]
      : []
  })
  return `{${codes.map((code) => `"${code}"`).join(',')}}`
}
