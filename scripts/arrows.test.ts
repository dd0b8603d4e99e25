import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cruise } from './cruise.ts'
import { between, circlesIn } from './measure/circles.ts'

const root = join(import.meta.dirname, '..')
const parts = ['packages', 'apps', 'test', 'scripts']
const folder = mkdtempSync(join(tmpdir(), 'tailorbird-arrows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('no import of this house runs back up or in a circle', async () => {
  const { modules, violations } = await cruise(root, parts)
  expect(violations).toEqual([])
  // A cruise that reads nothing finds nothing: it did so, silently, without TypeScript's classic API.
  const own = modules.filter(
    ({ source }) => /^(packages|apps)\/.*\.tsx?$/.test(source) && existsSync(join(root, source)),
  )
  expect(own.length).toBeGreaterThan(150)
  const intoFlow = own.filter(
    ({ source, dependencies }) =>
      !source.startsWith('packages/flow/') &&
      dependencies.some(({ resolved }) => resolved.startsWith('packages/flow/src/')),
  )
  expect(intoFlow.length).toBeGreaterThan(20)
})

/** Lists of like things: one file more for each thing more. */
const LISTS = [
  'apps/designer/src/features/inspector/widgets',
  'apps/runtime/src/http/routes',
  'apps/runtime/src/runs/store',
  'packages/contract/src',
  'packages/flow/src/fields/kinds',
]

test('no folder leads back to itself, and no room holds more than about twenty files', async () => {
  const { modules } = await cruise(root, ['packages', 'apps'])
  const isProduct = (path: string) => /\/src\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\//.test(path)
  const files = modules.map(({ source }) => source).filter(isProduct)
  const arrows = new Map(
    modules
      .filter(({ source }) => isProduct(source))
      .map(({ source, dependencies }) => [
        source,
        new Set(dependencies.map(({ resolved }) => resolved).filter(isProduct)),
      ]),
  )
  expect(arrows.size).toBeGreaterThan(500)
  expect(circlesIn(arrows)).toEqual([])
  expect(circlesIn(between(arrows, (file) => dirname(file)))).toEqual([])
  const full = [...Map.groupBy(files, (file) => dirname(file))].filter(
    ([folder, inside]) => inside.length > 20 && !LISTS.includes(folder),
  )
  expect(full.map(([folder, inside]) => `${folder}: ${inside.length}`)).toEqual([])
})

test('every import that is forbidden is found', async () => {
  const imports: [rule: string, from: string, to: string][] = [
    ['flow-imports-only-what-is-below', 'packages/flow/src/a1.ts', 'packages/engine/src/b.ts'],
    ['engine-imports-only-what-is-below', 'packages/engine/src/a2.ts', 'packages/nodes/src/x/b.ts'],
    ['nodes-imports-only-what-is-below', 'packages/nodes/src/x/a3.ts', 'packages/db/src/b.ts'],
    ['db-imports-only-what-is-below', 'packages/db/src/a4.ts', 'packages/engine/src/b.ts'],
    ['db-takes-only-types-of-flow', 'packages/db/src/a5.ts', 'packages/flow/src/b.ts'],
    ['x-sandbox-imports-only-what-is-below', 'packages/x-sandbox/src/a6.ts', 'packages/nodes/src/x/client.ts'],
    ['runtime-imports-only-what-is-below', 'apps/runtime/src/a7.ts', 'apps/designer/src/b.ts'],
    ['designer-imports-only-what-is-below', 'apps/designer/src/a8.ts', 'packages/nodes/src/catalogue.ts'],
    ['runtime-imports-only-what-is-below', 'apps/runtime/src/a9.ts', 'test/support/b.ts'],
    ['engine-tests-import-only-what-is-below', 'packages/engine/src/a10.test.ts', 'packages/nodes/src/x/b.ts'],
    ['no-app-folder-of-nodes-imports-another', 'packages/nodes/src/x/a11.ts', 'packages/nodes/src/records/b.ts'],
    ['no-node-imports-another-node', 'packages/nodes/src/x/a12.ts', 'packages/nodes/src/x/create-post.ts'],
    ['runtime-runs-imports-only-rooms-below', 'apps/runtime/src/runs/a13.ts', 'apps/runtime/src/http/b.ts'],
    [
      'runs-execute-imports-only-rooms-below',
      'apps/runtime/src/runs/execute/a21.ts',
      'apps/runtime/src/runs/start/b.ts',
    ],
    [
      'features-do-not-import-features',
      'apps/designer/src/features/runs/a14.ts',
      'apps/designer/src/features/flows/b.ts',
    ],
    ['designer-floors-below-features', 'apps/designer/src/editor/a15.ts', 'apps/designer/src/features/flows/b.ts'],
    ['designer-editor-floors', 'apps/designer/src/editor/model/a21.ts', 'apps/designer/src/editor/store/b.ts'],
    ['designer-store-below-actions', 'apps/designer/src/editor/store/a22.ts', 'apps/designer/src/editor/actions/b.ts'],
    [
      'designer-runs-apart',
      'apps/designer/src/features/runs/list/a23.ts',
      'apps/designer/src/features/runs/rerun/b.ts',
    ],
    ['what-the-browser-shares-is-pure', 'packages/flow/src/a16.ts', 'node:fs'],
    ['no-drawers', 'packages/db/src/utils/a17.ts', 'packages/db/src/b.ts'],
    ['nothing-unresolved', 'packages/db/src/a18.ts', './nowhere.ts'],
    ['engine-step-imports-only-rooms-below', 'packages/engine/src/step/a21.ts', 'packages/engine/src/walk/b.ts'],
    ['no-circles', 'packages/engine/src/a19.ts', 'packages/engine/src/a20.ts'],
  ]
  // The way back, of a circle that is reported once.
  const back: Import = ['packages/engine/src/a20.ts', 'packages/engine/src/a19.ts']
  const folders: Import[] = [
    ['apps/designer/src/ui/time/a24.ts', 'apps/designer/src/ui/page/b.ts'],
    ['apps/designer/src/ui/page/a25.ts', 'apps/designer/src/ui/time/b.ts'],
  ]
  const broken = await judge([...allowed, back, ...folders, ...imports.map(([, from, to]): Import => [from, to])])
  expect(broken).toContain('apps/designer/src/ui/time: no-circle-of-folders-in-the-designer')
  for (const [rule, from] of imports) expect(broken).toContain(`${from}: ${rule}`)
})

test('what is allowed passes', async () => {
  await expect(judge(allowed)).resolves.toEqual([])
})

type Import = [from: string, to: string]

const allowed: Import[] = [
  ['packages/engine/src/c.ts', 'packages/flow/src/b.ts'],
  ['packages/nodes/src/x/create-post.ts', 'packages/nodes/src/x/client.ts'],
  ['packages/nodes/src/catalogue.ts', './x/create-post.ts'],
  ['apps/runtime/src/runs/c.test.ts', 'test/support/b.ts'],
  ['apps/runtime/src/http/c.ts', 'apps/runtime/src/runs/b.ts'],
  ['apps/designer/src/app/c.ts', 'apps/designer/src/features/flows/b.ts'],
]

/** Builds a small house with nothing but these imports and returns which files break which rules. */
async function judge(imports: Import[]) {
  const house = mkdtempSync(join(folder, 'house-'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(house, path)), { recursive: true })
    writeFileSync(join(house, path), text, { flag: 'a' })
  }
  for (const part of parts) mkdirSync(join(house, part))
  for (const [from, to] of imports) {
    const isPath = /^(packages|apps|test)\//.test(to)
    const up = '../'.repeat(from.split('/').length - 1)
    write(from, `import { it as other } from '${isPath ? up + to : to}'\nexport const it = other\n`)
  }
  for (const [, to] of imports) if (/^(packages|apps|test)\//.test(to)) write(to, '')
  const { violations } = await cruise(house, parts)
  return violations.map(({ rule, from }) => `${from}: ${rule}`)
}
