// All that must hold before a commit: format, lint, types, arrows, dead code, unit tests. Stops at the first failure.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

process.chdir(join(import.meta.dirname, '..'))

interface Step {
  name: string
  args: string[]
}

const parts = ['packages', 'apps', 'test', 'scripts']

/** The steps of one row run at the same time; a row begins when the one before has passed. Two cores: two at a time. */
const rows: Step[][] = [
  [
    step('format', 'oxfmt', 'bin/oxfmt', '--check', '.'),
    step('lint', 'oxlint', 'bin/oxlint', '--type-aware', '--deny-warnings'),
  ],
  [
    step('types', 'typescript', 'bin/tsc', '-p', 'tsconfig.json', '--noEmit'),
    step('types of the designer', 'typescript', 'bin/tsc', '-p', 'apps/designer', '--noEmit'),
    step('types of the tests', 'typescript', 'bin/tsc', '-p', 'test', '--noEmit'),
  ],
  [
    step('arrows', 'dependency-cruiser', 'bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.cjs', ...parts),
    step('dead code', 'knip', 'bin/knip.js', '--no-progress'),
  ],
  [step('unit tests', 'vitest', 'vitest.mjs', 'run', '--project', 'unit', '--silent=passed-only')],
]

const begin = performance.now()
for (const row of rows) {
  const results = await Promise.all(row.map(run))
  const failed = results.filter(({ code }) => code !== 0)
  for (const { name, output } of failed) console.error(`\n${output.trim()}\n\n${name} failed.`)
  if (failed.length > 0) process.exit(1)
}
console.log(`All is well (${seconds(begin)}).`)

function step(name: string, packageName: string, program: string, ...args: string[]): Step {
  return { name, args: [join('node_modules', packageName, program), ...args] }
}

function run({ name, args }: Step): Promise<{ name: string; code: number; output: string }> {
  const from = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(24)}${seconds(from)}`)
      resolve({ name, code: code ?? 1, output })
    })
  })
}

function seconds(from: number) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`
}
