import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Sentence, Sentences } from '@tailorbird/flow/words/template'

const ROOT = join(import.meta.dirname, '../..')
const PLACE = /\{[a-z]+(:(said|maybe|advice|all|duration|list|quoted|dollars|operator|plural( [a-z]+=[a-z]+)+))?\}/gi

/** What is not right with a table: codes that the sources in these folders never say, and sentences with a place that
 *  cannot be filled. */
export function wrongSentences(sentences: Sentences, ...folders: string[]): string[] {
  const sources = textOf(folders)
  const unused = Object.keys(sentences).filter((code) => !sources.includes(`'${code}'`))
  const broken = Object.entries(sentences).filter(([, sentence]) => /[{}]/.test(whole(sentence).replaceAll(PLACE, '')))
  return [...unused.map((code) => `${code} is never said`), ...broken.map(([code]) => `${code} has a broken place`)]
}

const whole = (sentence: Sentence) => (typeof sentence === 'string' ? sentence : `${sentence.says} ${sentence.hint}`)

/** All sources in the folders that are neither tests nor tables of sentences. */
const textOf = (folders: readonly string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(ROOT, folder, file)),
    )
    .filter(
      (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|[/\\]words([/\\]en[/\\]?.*)?\.ts$|node_modules/.test(file),
    )
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
