import { type Said, said } from '@tailorbird/flow/words/said'

/** What is said, as it stands in a column of text. */
export const kept = ({ code, values }: { code: string; values?: Said['values'] }): string =>
  JSON.stringify({ code, values: values ?? {} })

/** What a column of text says: what was {@link kept} there, or a sentence of a person or of version 0.1. */
export function saidIn(text: string): Said {
  const found = text.startsWith('{') ? parsed(text) : undefined
  return isSaid(found) ? found : said('kept.sentence', { text })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'values' in value &&
  typeof value.values === 'object' &&
  value.values !== null
