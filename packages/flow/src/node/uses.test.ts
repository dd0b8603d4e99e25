import { expect, expectTypeOf, test } from 'vitest'
import { defineWait } from './node-type.ts'
import type { Services } from './node-services.ts'

const about = {
  type: 'w',
  title: '',
  summary: '',
  group: 'Logic' as const,
  icon: 'branch' as const,
  params: {},
  output: {},
}

test('a node gets what it names in `uses`, typed, and nothing else', () => {
  const node = defineWait({
    ...about,
    uses: ['records', 'spacing'],
    async look({ services }) {
      expectTypeOf(services).toEqualTypeOf<Pick<Services, 'records' | 'spacing'>>()
      // @ts-expect-error It does not use approvals.
      void services.approvals
      return { leaveBy: 'out', output: {} }
    },
  })
  defineWait({
    ...about,
    async look({ services }) {
      // @ts-expect-error It uses nothing.
      void services.records
      return { leaveBy: 'out', output: {} }
    },
  })
  // @ts-expect-error There is no such capability.
  defineWait({ ...about, uses: ['anything'], look: async () => ({ leaveBy: 'out', output: {} }) })
  expect(node.uses).toEqual(['records', 'spacing'])
})
