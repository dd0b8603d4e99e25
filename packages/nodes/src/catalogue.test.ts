import { expect, test } from 'vitest'
import { catalogue, connectionTypes, nodeType } from './catalogue.ts'

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const appOf = ({ type }: { type: string }) => type.slice(0, type.indexOf('.'))

test.each([...Map.groupBy(catalogue, appOf)])(
  'the nodes of "%s" as the designer receives them are what was reviewed',
  async (app, nodes) => {
    await expect(asJson(nodes)).toMatchFileSnapshot(`./${app}/${app}.golden.json`)
  },
)

test('the palette has the order that was reviewed', async () => {
  await expect(asJson(catalogue.map(({ type }) => type))).toMatchFileSnapshot('./catalogue.golden.json')
})

test('each role that the designer builds with has one node', () => {
  const roles = catalogue.flatMap(({ role }) => (role === undefined ? [] : [role]))
  expect(roles.toSorted()).toEqual(['for each', 'next turn', 'repeat', 'switch'])
})

test('every node has a type of its own, and every alias opens a connection there is', () => {
  expect(new Set(catalogue.map(({ type }) => type)).size).toBe(catalogue.length)
  const names = connectionTypes.map(({ name }) => name)
  for (const { type, params } of catalogue) {
    expect(nodeType(type)?.type).toBe(type)
    for (const field of Object.values(params)) if (field.kind === 'alias') expect(names).toContain(field.opens.name)
  }
})

test('every node with an alias says which of its aliases it acts as, and a write keeps that in the post ledger', () => {
  for (const node of catalogue) {
    const aliases = Object.entries(node.params).flatMap(([name, { kind }]) => (kind === 'alias' ? [name] : []))
    if (aliases.length > 0) expect(aliases).toContain(node.actsAs)
    else expect(node.actsAs).toBeUndefined()
    if (node.kind === 'action' && node.effect === 'writes' && node.actsAs !== undefined)
      expect(node.ledger).toBeTypeOf('function')
  }
})

test('every sentence names only parameters that there are', () => {
  for (const { sentence = '', params } of catalogue) {
    for (const [, name = ''] of sentence.matchAll(/\{(\w+)\}/g)) expect(Object.keys(params)).toContain(name)
  }
})
