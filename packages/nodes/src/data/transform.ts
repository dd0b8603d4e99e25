import { field } from '@tailorbird/flow/fields/field'
import { defineAction } from '@tailorbird/flow/node/node-type'
import { OPERATORS, isOperator } from '@tailorbird/flow/expression/operators'
import { Failure } from '@tailorbird/flow/node/failure'
import { asText, compareValues, valueAt } from './list-values.ts'
import { said } from './words.ts'

/** The comparisons that make sense for one item by itself. */
const COMPARISONS = Object.fromEntries(
  Object.entries(OPERATORS)
    .filter(([, operator]) => !('needsBefore' in operator))
    .map(([name, { says }]) => [name, says]),
)

const path = (label: string, hint: string) =>
  field.text({ label, hint, placeholder: 'author.name', maxLength: 200, optional: true })

export const transform = defineAction({
  type: 'data.transform',
  title: 'Transform a list',
  summary: 'Filters, sorts, shortens, splits or joins a list, one step after the other.',
  group: 'Data',
  icon: 'braces',
  keywords: [
    'filter',
    'map',
    'batch',
    'chunk',
    'split',
    'sort',
    'unique',
    'join',
    'count',
    'list',
    'array',
    'first',
    'last',
    'limit',
  ],
  sentence: 'Transform {items}',
  effect: 'reads',
  params: {
    items: field.list({ label: 'List', of: field.any({ label: 'Item', optional: true }) }),
    operations: field.list({
      label: 'Steps',
      hint: 'Done from top to bottom.',
      of: field.object({
        label: 'Step',
        fields: {
          op: field.choice({
            label: 'Step',
            options: {
              filter: 'Keep only some',
              map: 'Take a part of each',
              sort: 'Sort',
              unique: 'Keep each only once',
              first: 'Keep the first',
              last: 'Keep the last',
              batch: 'Split into batches',
              join: 'Join to a text',
              count: 'Count',
            },
          }),
          path: {
            ...path('Part', 'Empty: the item itself. For several parts of each item: author.name, title'),
            shownWhen: { op: ['filter', 'map', 'sort', 'unique', 'join'] },
          },
          operator: field.choice({ label: 'Comparison', options: COMPARISONS, shownWhen: { op: ['filter'] } }),
          value: field.text({ label: 'Value', maxLength: 1000, optional: true, shownWhen: { op: ['filter'] } }),
          direction: field.choice({
            label: 'Order',
            options: { up: 'Smallest or oldest first', down: 'Largest or newest first' },
            optional: true,
            shownWhen: { op: ['sort'] },
          }),
          count: field.number({
            label: 'How many',
            hint: 'Of batches: how many in each. For each then goes from batch to batch.',
            min: 0,
            max: 100_000,
            integer: true,
            shownWhen: { op: ['first', 'last', 'batch'] },
          }),
          separator: field.text({
            label: 'Between two of them',
            hint: 'Empty: a comma. Write \\n for a new line.',
            maxLength: 20,
            optional: true,
            shownWhen: { op: ['join'] },
          }),
        },
      }),
    }),
  },
  output: {
    items: field.list({ label: 'List', of: field.any({ label: 'Item', optional: true }) }),
    text: field.text({ label: 'Joined text' }),
    count: field.number({ label: 'How many' }),
  },
  async run({ params: { items, operations } }) {
    let list: readonly unknown[] = items
    let text: string | undefined
    let count: number | undefined
    for (const step of operations) {
      if (step.op === 'join') text = joined(list, step)
      else if (step.op === 'count') count = list.length
      else list = STEPS[step.op](list, step)
    }
    return { items: list, text: text ?? joined(list, {}), count: count ?? list.length }
  },
})

interface Step {
  path?: string | undefined
  operator?: string | undefined
  value?: string | undefined
  direction?: 'up' | 'down' | undefined
  count?: number | undefined
  separator?: string | undefined
}
type Change = (list: readonly unknown[], step: Step) => readonly unknown[]

const STEPS: Record<'filter' | 'map' | 'sort' | 'unique' | 'first' | 'last' | 'batch', Change> = {
  filter(list, { path: from, operator = '', value }) {
    if (!isOperator(operator)) {
      throw new Failure(said('transform.step', { wrong: said('transform.no-comparison') }))
    }
    const { test }: { test(left: unknown, right: unknown, before?: unknown): boolean } = OPERATORS[operator]
    return list.filter((item) => test(valueAt(item, from), value))
  },
  map(list, { path: from = '' }) {
    const parts = from
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    const [only] = parts
    if (parts.length < 2) return list.map((item) => valueAt(item, only))
    return list.map((item) => Object.fromEntries(parts.map((part) => [part, valueAt(item, part)])))
  },
  sort(list, { path: from, direction = 'up' }) {
    const sign = direction === 'up' ? 1 : -1
    return list.toSorted((a, b) => compareValues(valueAt(a, from), valueAt(b, from), sign))
  },
  unique(list, { path: from }) {
    const seen = new Set<string>()
    return list.filter((item) => {
      const key = asText(valueAt(item, from)).trim().toLowerCase()
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
  },
  first: (list, { count = 1 }) => list.slice(0, count),
  last: (list, { count = 1 }) => (count === 0 ? [] : list.slice(-count)),
  batch(list, { count = 0 }) {
    if (count < 1) {
      throw new Failure(said('transform.step', { wrong: said('transform.empty-batch') }))
    }
    return Array.from({ length: Math.ceil(list.length / count) }, (_, at) => list.slice(at * count, (at + 1) * count))
  },
}

function joined(list: readonly unknown[], { path: from, separator = ', ' }: Step): string {
  const between = separator.replaceAll('\\n', '\n')
  return list.map((item) => asText(valueAt(item, from))).join(between)
}
