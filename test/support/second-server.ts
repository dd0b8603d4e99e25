import { freePort } from './free-port.ts'
import type { House } from './house.ts'
import { type Program, startProgram } from './program.ts'

/** One more server on the database of a house, as on another machine. Whoever starts it stops it. */
export async function startSecondServer({ env }: House): Promise<{ server: Program; url: string }> {
  const port = String(await freePort())
  const server = startProgram('apps/runtime/src/process/server.ts', { ...env, TAILORBIRD_PORT: port })
  await server.prints(/Tailorbird: http/)
  return { server, url: `http://127.0.0.1:${port}` }
}
