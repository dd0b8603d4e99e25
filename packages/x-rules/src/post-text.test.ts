import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countPost } from './post-text.ts'

test('counts links, emoji and wide characters as X does', () => {
  expect(countPost('hello')).toMatchObject({ length: 5, fits: true, empty: false, links: [] })
  expect(countPost('👨‍👩‍👧‍👦').length).toBe(2)
  expect(countPost('日本語').length).toBe(6)
  expect(countPost(`see https://example.com/${'a'.repeat(100)}`).length).toBe(27)
  expect(countPost('new.zip and foo.bar').links).toEqual(['new.zip', 'foo.bar'])
  expect(countPost('a'.repeat(281)).fits).toBe(false)
  expect(countPost(' \n ').empty).toBe(true)
})

const VECTORS = new URL('../../../../shared/x-api/twitter-text-vectors.json', import.meta.url)
if (!existsSync(VECTORS)) console.warn('\n!! The vectors of X for counting posts are not here; that test is SKIPPED.\n')

test.skipIf(!existsSync(VECTORS))('agrees with every recorded vector', () => {
  const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
    vectors: { text: string; weightedLength: number }[]
  }
  expect(vectors.length).toBeGreaterThan(20)
  for (const { text, weightedLength } of vectors)
    expect({ text, length: countPost(text).length }).toEqual({ text, length: weightedLength })
})
