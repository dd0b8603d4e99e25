import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '../packages/nodes/src/catalogue.ts'

const root = join(import.meta.dirname, '..')
const sources = globSync('{apps,packages}/*/src/**/*.{ts,tsx}', { cwd: root }).filter(
  (path) => !/\.test\.tsx?$|\/testing\/|\/dist\//.test(path),
)
const whereIs = (found: (text: string) => boolean, paths: readonly string[]) =>
  paths.filter((path) => found(readFileSync(join(root, path), 'utf8')))

test('no node is known by name outside the room of the nodes', () => {
  const names = catalogue.map(({ type }) => `'${type}'`)
  const elsewhere = sources.filter((path) => !path.startsWith('packages/nodes/'))
  expect(elsewhere.length).toBeGreaterThan(300)
  // A flow that somebody begins with is a saved graph, and those name the types of their nodes.
  const graphs = [/\/announcement-story\.ts$/, /\/sample-flow\.ts$/]
  const known = whereIs((text) => names.some((name) => text.includes(name)), elsewhere)
  expect(known.filter((path) => !graphs.some((graph) => graph.test(path)))).toEqual([])
})

test('only one file knows how the path of a turn is written', () => {
  expect(whereIs((text) => text.includes(":~'"), sources)).toEqual(['packages/flow/src/run/step-ref.ts'])
})
