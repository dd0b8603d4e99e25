#!/usr/bin/env node
// Plain JavaScript that any Node from 20 on runs: installs what the lockfile names when it has changed,
// then hands over to the Node that the project pins. Everything behind it may use that Node's features.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, constants as mode } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PNPM = 'pnpm@12.21.0'
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'
const pinnedNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
const cache = join(root, 'node_modules', '.cache', 'tailorbird')
const stamp = join(cache, 'installed')
const lock = join(cache, 'installing')

if (Number(process.versions.node.split('.')[0]) < 20) {
  giveUp(
    `Tailorbird needs Node 20 or newer to start; this is ${process.version}. Install a newer one from your system.`,
  )
}
process.chdir(root)
if (!isInstalled()) await alone(install)
run(process.argv.slice(2))

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted() && existsSync(pinnedNode)
}

/** The platform counts too: a folder that is shared with a container holds the other's binaries. */
function wanted() {
  const platform = `${process.platform}-${process.arch}`
  return createHash('sha256').update(readFileSync('pnpm-lock.yaml')).update(platform).digest('hex')
}

function install() {
  if (isInstalled()) return
  console.error('Installing what Tailorbird needs. The first time this takes about half a minute.')
  pnpmInstall()
  if (!nodeRuns()) {
    // An installation that was broken off may have left packages that look complete.
    console.error('The installation is not complete. Installing again from the start.')
    for (const part of ['.pnpm', '.modules.yaml', 'node'])
      rmSync(join('node_modules', part), { recursive: true, force: true })
    pnpmInstall()
    if (!nodeRuns()) giveUp('The installed Node does not run on this system. Delete node_modules and start again.')
  }
  writeFileSync(stamp, wanted())
}

function pnpmInstall() {
  const args = ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only']
  // CI=true: pnpm must not ask anything, nobody is there to answer.
  const env = { ...process.env, CI: 'true', PATH: [process.env.PATH, dirname(process.execPath)].join(delimiter) }
  const { status, error } = spawnSync('npx', args, { stdio: ['ignore', 2, 2], shell: windows, env })
  if (error?.code === 'ENOENT')
    giveUp('The command npx was not found. It comes with npm: install npm, then start again.')
  if (error || status !== 0) {
    giveUp(
      `The installation did not finish${error ? ` (${error.message})` : ''}. ` +
        'Check that this machine reaches the npm registry and that the disk is not full, then start again.',
    )
  }
}

function nodeRuns() {
  return existsSync(pinnedNode) && spawnSync(pinnedNode, ['--version']).status === 0
}

/** Lets one process install at a time; the others wait for it. */
async function alone(work) {
  try {
    mkdirSync(cache, { recursive: true })
    accessSync(root, mode.W_OK)
    accessSync(cache, mode.W_OK)
  } catch (error) {
    giveUp(
      `Tailorbird may not write to ${root} (${error.code}). Start as the user who owns that folder, or clone it anew.`,
    )
  }
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!holderLives()) rmSync(lock, { force: true })
      else if (!told) console.error('Another start is installing. Waiting for it.')
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  work()
  release()
  process.off('exit', release)
}

function holderLives() {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid === process.pid) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function run([script, ...args]) {
  const path = [join(root, 'node_modules', '.bin'), dirname(pinnedNode), process.env.PATH].join(delimiter)
  const env = {
    ...process.env,
    PATH: path,
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile'),
    TAILORBIRD_LAUNCHER: String(process.pid),
  }
  const settings = existsSync('.env') ? ['--env-file=.env'] : []
  const child = spawn(pinnedNode, [...settings, script, ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal's Ctrl+C reaches the whole group by itself; a second one would mean "at once, without clearing up".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) =>
    giveUp(`Node could not be started (${error.message}). Delete node_modules and start again.`),
  )
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}

function giveUp(sentence) {
  console.error(`\n${sentence}\n`)
  process.exit(1)
}
