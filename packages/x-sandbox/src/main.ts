import { z } from 'zod'
import { startSandbox } from './server/start-sandbox.ts'

const environmentSchema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4281),
  /** A folder; unset: everything is forgotten at the end. */
  SANDBOX_DATA: z.string().min(1).optional(),
  /** Under load: forget the oldest posts above this number. */
  SANDBOX_MAX_POSTS: z.coerce.number().int().min(10).optional(),
  /** `off`: no rate limits. */
  SANDBOX_LIMITS: z.enum(['on', 'off']).default('on'),
  /** `1`: end when the parent closes our standard input, so that no orphan holds the port. */
  SANDBOX_EXIT_WITH_PARENT: z.string().optional(),
})

function stop(problem: string): never {
  process.stderr.write(`${problem}\n`)
  process.exit(1)
}

const parsed = environmentSchema.safeParse(process.env)
if (!parsed.success) {
  const [issue] = parsed.error.issues
  stop(`The setting ${issue?.path.join('.')} does not fit: ${issue?.message}`)
}
const environment = parsed.data

const sandbox = await startSandbox({
  port: environment.SANDBOX_PORT,
  dataFolder: environment.SANDBOX_DATA,
  maxPosts: environment.SANDBOX_MAX_POSTS,
  limitsOff: environment.SANDBOX_LIMITS === 'off',
}).catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)))

process.stdout.write(`X sandbox: ${sandbox.url}\n`)

let ending = false
function end(): void {
  if (ending) return
  ending = true
  sandbox.close().then(
    () => process.exit(0),
    (error: unknown) => stop(`The sandbox could not be saved: ${String(error)}`),
  )
}

process.on('SIGTERM', end)
process.on('SIGINT', end)
if (environment.SANDBOX_EXIT_WITH_PARENT === '1') {
  process.stdin.on('end', end).on('close', end).on('error', end)
  process.stdin.resume()
}
