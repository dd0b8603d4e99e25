import { expect, test } from 'vitest'
import { sampleWorkspace } from './sample-flow.ts'
import { searchNodes } from './search-nodes.ts'

test('the palette finds titles, keywords, and forgives a slip of the finger', () => {
  const find = (query: string) => searchNodes(sampleWorkspace.catalogue, query)[0]?.title
  expect(find('post')).toBe('Create Post')
  expect(find('tweet')).toBe('Create Post')
  expect(find('post picture')).toBe('Create Post')
  expect(find('images')).toBe('Look Up Attachments')
  expect(find('crtpst')).toBe('Create Post')
  expect(find('zebra')).toBeUndefined()
})
