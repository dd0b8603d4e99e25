import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const designer = join(root, 'apps', 'designer')
const dist = join(designer, 'dist')
const stamp = join(root, 'node_modules', '.cache', 'tailorbird', 'designer')

/** What the bundle is made of: a change in any of these makes a new one. */
const sources = [
  ...['src', 'public', 'vite', 'index.html', 'vite.config.ts', 'package.json', 'tsconfig.json'].map((name) =>
    join(designer, name),
  ),
  ...[join(root, 'packages', 'flow', 'src'), join(root, 'pnpm-lock.yaml')],
]

/** Bundles the designer if its sources have changed since the last time. Throws what the bundler said if it fails. */
export async function buildDesigner(tell: (line: string) => void = console.log) {
  const wanted = hashOf(sources)
  if (existsSync(join(dist, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  tell('Building the designer. This takes some ten seconds, once.')
  const begin = performance.now()
  // Built aside and exchanged, so that a server that runs, or a build that breaks off, never has half a designer.
  const fresh = `${dist}.new-${process.pid}`
  try {
    await runVite(fresh)
    exchange(fresh)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  tell(`Built in ${((performance.now() - begin) / 1000).toFixed(1)} s.`)
}

/** Another process may put the same in its place at this very moment: then ours takes the place of that. */
function exchange(fresh: string, triesLeft = 3) {
  rmSync(dist, { recursive: true, force: true })
  try {
    renameSync(fresh, dist)
  } catch (error) {
    if (triesLeft === 0 || !existsSync(dist)) throw error
    exchange(fresh, triesLeft - 1)
  }
}

function runVite(outDir: string) {
  const vite = join(designer, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  const env = { ...process.env, NODE_ENV: 'production' }
  return new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: designer, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The designer could not be built.\n${output}`)),
    )
  })
}

/** One hash over names and contents; tests do not count. */
function hashOf(paths: string[]) {
  const hash = createHash('sha256')
  const add = (path: string) => {
    if (!existsSync(path) || /\.test\.tsx?$/.test(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) add(join(path, name))
    } else {
      hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0')
    }
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}
