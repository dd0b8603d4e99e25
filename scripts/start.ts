// Everything for a person at this machine: builds what has changed, starts the sandbox and the runtime, says where.
import { resolve } from 'node:path'
import { buildDesigner } from './build-designer.ts'
import { startChild } from './child-program.ts'
import { keepSandbox } from './keep-sandbox.ts'
import { portIsFree } from './port-is-free.ts'
import { RUNTIME_FLAGS } from './runtime-flags.ts'

const dataFolder = resolve(process.env['TAILORBIRD_DATA'] || '.tailorbird')
const withSandbox = process.env['TAILORBIRD_SANDBOX'] !== 'off'
const port = await claimPort('TAILORBIRD_PORT', 4280)
const sandboxPort = withSandbox ? await claimPort('TAILORBIRD_SANDBOX_PORT', 4281) : undefined

await buildDesigner().catch(giveUp)
const sandbox =
  sandboxPort === undefined
    ? undefined
    : await keepSandbox({ port: sandboxPort, dataFolder: resolve(dataFolder, 'sandbox'), tell: console.error })

let ownerLink: string | undefined
const runtime = startChild({
  file: 'apps/runtime/src/process/server.ts',
  flags: RUNTIME_FLAGS,
  env: {
    TAILORBIRD_PORT: String(port),
    TAILORBIRD_DATA: dataFolder,
    TAILORBIRD_SANDBOX_URL: sandbox?.url,
    TAILORBIRD_EXIT_WITH_PARENT: '1',
  },
  onLine: hear,
})
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
stopWithLauncher()

const code = await runtime.ended
await sandbox?.stop()
if (!stopping && code !== 0) console.error(`Tailorbird ended unexpectedly (code ${code}). What it said stands above.`)
process.exit(stopping ? 0 : code)

async function stop() {
  if (stopping) return
  stopping = true
  console.log('Stopping.')
  await runtime.stop(30)
}

/** Whoever kills the program that started us without a word means us too. */
function stopWithLauncher() {
  const launcher = process.ppid
  if (process.env['TAILORBIRD_LAUNCHER'] !== String(launcher)) return
  setInterval(() => process.ppid !== launcher && void stop(), 1000).unref()
}

/** The runtime's two lines for people become the block below; all others pass. */
function hear(line: string) {
  const [link] = /https?:\/\/\S+\/welcome\?token=\S+/.exec(line) ?? []
  const [, address] = /Tailorbird: (https?:\/\/\S+)/.exec(line) ?? []
  ownerLink ??= link
  // The link may follow on the heels of the address.
  if (address) setTimeout(() => welcome(address), 150)
  else if (!link) console.log(line)
}

function welcome(address: string) {
  const lines = [
    ['Open', ownerLink ?? address],
    ...(ownerLink ? [['', 'This link works once and makes you the owner.']] : []),
    ...(sandbox ? [['X sandbox', `${sandbox.url} (a small X to try things on)`]] : []),
    ['Data', dataFolder],
    ['Stop', 'Ctrl+C'],
  ]
  const table = lines.map(([name = '', text]) => `  ${name.padEnd(11)}${text}`).join('\n')
  console.log(`\n  Tailorbird is running.\n\n${table}\n`)
}

/** The port that `variable` asks for, once it is sure that nobody else has it. */
async function claimPort(variable: string, usual: number) {
  const wanted = Number(process.env[variable] || usual)
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
    return giveUp(`${variable} is "${process.env[variable]}". It must be a port number from 1 to 65535.`)
  }
  if (await portIsFree(wanted)) return wanted
  return giveUp(
    `Port ${wanted} is taken, perhaps by a Tailorbird that still runs. Stop that one, or choose another port: ` +
      `${variable}=${wanted + 10} npm start`,
  )
}

function giveUp(reason: unknown): never {
  console.error(`\n${reason instanceof Error ? reason.message : String(reason)}\n`)
  process.exit(1)
}
