import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { transform } from './transform.ts'
import { saysLater } from '../testing/says.ts'

type Params = Parameters<typeof transform.run>[0]['params']
type Step = Params['operations'][number]

const run = (items: readonly unknown[], ...steps: (Pick<Step, 'op'> & Partial<Step>)[]) =>
  transform.run(
    nodeContext<Params>({
      params: { items, operations: steps.map((step) => ({ ...BLANK, ...step })) },
    }),
  )
const BLANK = {
  path: undefined,
  operator: undefined,
  value: undefined,
  direction: undefined,
  count: undefined,
  separator: undefined,
}
const posts = [
  { id: '1', likes: 9, at: '2026-11-02T00:00:00Z', author: { name: 'Bob' } },
  { id: '2', likes: 100, at: '2026-11-01T23:00:00-05:00', author: { name: 'Ada' } },
  { id: '3', likes: null, at: '2025-01-01', author: { name: 'ada' } },
]
const ids = async (...steps: Parameters<typeof run>[1][]) =>
  (await run(posts, ...steps, { op: 'map', path: 'id' })).items

test('keeps those for which a comparison holds', async () => {
  expect(await ids({ op: 'filter', path: 'author.name', operator: 'is', value: 'ada' })).toEqual(['2', '3'])
  expect(await ids({ op: 'filter', path: 'likes', operator: 'isMoreThan', value: '10' })).toEqual(['2'])
  expect(await ids({ op: 'filter', path: 'gone.far', operator: 'isEmpty' })).toEqual(['1', '2', '3'])
})

test('sorts numbers and dates by what they stand for, blank ones last', async () => {
  expect(await ids({ op: 'sort', path: 'likes' })).toEqual(['1', '2', '3'])
  expect(await ids({ op: 'sort', path: 'likes', direction: 'down' })).toEqual(['2', '1', '3'])
  expect(await ids({ op: 'sort', path: 'at' })).toEqual(['3', '1', '2'])
  const longIds = ['1234567890123456782', '1234567890123456781', '99']
  expect((await run(longIds, { op: 'sort' })).items).toEqual(['99', '1234567890123456781', '1234567890123456782'])
})

test('keeps each only once, the first of a kind', async () => {
  expect(await ids({ op: 'unique', path: 'author.name' })).toEqual(['1', '2'])
  expect((await run(['a', 'A ', 'b'], { op: 'unique' })).items).toEqual(['a', 'b'])
})

test('takes one part of each, or several', async () => {
  expect((await run(posts, { op: 'map', path: 'author.name' })).items).toEqual(['Bob', 'Ada', 'ada'])
  expect((await run(posts.slice(0, 1), { op: 'map', path: 'id, author.name' })).items).toEqual([
    { id: '1', 'author.name': 'Bob' },
  ])
})

test('keeps the first or the last', async () => {
  expect((await run([1, 2, 3], { op: 'first', count: 2 })).items).toEqual([1, 2])
  expect((await run([1, 2, 3], { op: 'last', count: 2 })).items).toEqual([2, 3])
  expect((await run([1, 2, 3], { op: 'last', count: 0 })).items).toEqual([])
})

test('splits into batches, the last as large as what is left', async () => {
  expect((await run([1, 2, 3, 4, 5], { op: 'batch', count: 2 })).items).toEqual([[1, 2], [3, 4], [5]])
  expect((await run([], { op: 'batch', count: 2 })).items).toEqual([])
  expect(await saysLater(run([1], { op: 'batch', count: 0 }))).toContain('A batch needs at least one item')
})

test('joins to a text, and counts where it stands', async () => {
  expect(await run([1, null, true], { op: 'join', separator: '\\n' })).toMatchObject({ text: '1\n\nYes' })
  expect(await run([1, 2, 3], { op: 'count' }, { op: 'first', count: 1 })).toEqual({ items: [1], text: '1', count: 3 })
})

test('what every object inherits is no part, and the list that came stays as it was', async () => {
  expect((await run([{}], { op: 'map', path: 'constructor.name' })).items).toEqual([null])
  const given = [3, 1, 2]
  await run(given, { op: 'sort' })
  expect(given).toEqual([3, 1, 2])
})
