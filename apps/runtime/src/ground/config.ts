import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'

/** Everything the environment may say, checked once at the start. */
export interface Config {
  port: number
  host: string
  /** Where browsers find us, without a slash at the end. */
  publicUrl: string
  /** The address X sends people back to; must stand in the X app's settings, letter by letter. */
  callbackUrl: string
  dataFolder: string
  /** Unset: the Postgres that comes with Tailorbird, in the data folder. */
  databaseUrl: string | undefined
  /** 32 bytes. Unset: the file `master.key` in the data folder. */
  masterKey: Buffer | undefined
  sandboxUrl: string | undefined
  pollFloorSeconds: number
  /** Hosts on this network, `host` or `host:port`, that the HTTP request node may reach. */
  allowHosts: readonly string[]
  /** Runs that one process has in hand at the same time. */
  concurrency: number
  /** How long runs that have ended are kept, and how many of a flow; 0 is for ever, and all. */
  keepRunsDays: number
  keepRunsPerFlow: number
  logLevel: LogLevel
  /** Shut down when standard input closes: whoever started us is gone. */
  exitWithParent: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** What is wrong with the environment, in one sentence. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const whole = (says: string, { min, max }: { min: number; max: number }) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max, says)
    .transform(Number)

const webAddress = (says: string) =>
  z
    .string()
    .refine((text) => /^https?:$/.test(parsedUrl(text)?.protocol ?? ''), says)
    .transform((text) => text.replace(/\/+$/, ''))

const Environment = z.object({
  TAILORBIRD_PORT: whole('must be a port between 1 and 65535', { min: 1, max: 65_535 }).default(4280),
  TAILORBIRD_HOST: z.string().min(1).default('127.0.0.1'),
  TAILORBIRD_PUBLIC_URL: webAddress('must be an address such as https://tailorbird.example.com').optional(),
  TAILORBIRD_DATA: z.string().min(1).default('.tailorbird'),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:$/.test(parsedUrl(text)?.protocol ?? ''),
      'must begin with postgres:// or postgresql://',
    )
    .optional(),
  TAILORBIRD_KEY: z
    .string()
    .refine(
      (text) => /^[A-Za-z0-9+/]{43}=$/.test(text),
      'must be 32 random bytes in base64; make one with: openssl rand -base64 32',
    )
    .transform((text) => Buffer.from(text, 'base64'))
    .optional(),
  TAILORBIRD_SANDBOX_URL: webAddress('must be an address such as http://127.0.0.1:4290')
    .refine(isLoopback, 'must be on this machine: the sandbox is reached at http://127.0.0.1 only')
    .optional(),
  TAILORBIRD_POLL_FLOOR_SECONDS: whole('must be a whole number of seconds between 1 and 86400', {
    min: 1,
    max: 86_400,
  }).default(15),
  TAILORBIRD_ALLOW_HOSTS: z
    .string()
    .transform((text) => text.split(',').map((host) => host.trim()))
    .refine(
      (hosts) => hosts.every((host) => /^[a-z0-9.-]+(:\d{1,5})?$/i.test(host)),
      'must be hosts separated by commas, such as intranet.example.com,10.0.0.7:8080',
    )
    .optional(),
  TAILORBIRD_CONCURRENCY: whole('must be a whole number between 1 and 1000', { min: 1, max: 1000 }).default(200),
  TAILORBIRD_KEEP_RUNS_DAYS: whole('must be a whole number of days, at most 36500; 0 is for ever', {
    min: 0,
    max: 36_500,
  }).default(90),
  TAILORBIRD_KEEP_RUNS_PER_FLOW: whole('must be a whole number of runs, at most 100000000; 0 keeps all', {
    min: 0,
    max: 100_000_000,
  }).default(10_000),
  TAILORBIRD_LOG: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  TAILORBIRD_EXIT_WITH_PARENT: z.enum(['0', '1'], 'must be 0 or 1').default('0'),
})

/** Reads the environment. Throws {@link ConfigError} with one sentence about the first wrong value. An empty value is none. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env, folder = process.cwd()): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const { data, error } = Environment.safeParse(given)
  if (!data) {
    const issue = error.issues[0]
    throw new ConfigError(`${String(issue?.path[0])} ${issue?.message}.`)
  }
  const publicUrl = data.TAILORBIRD_PUBLIC_URL ?? `http://127.0.0.1:${data.TAILORBIRD_PORT}`
  return {
    port: data.TAILORBIRD_PORT,
    host: data.TAILORBIRD_HOST,
    publicUrl,
    callbackUrl: `${publicUrl}/connections/x/callback`,
    dataFolder: isAbsolute(data.TAILORBIRD_DATA) ? data.TAILORBIRD_DATA : resolve(folder, data.TAILORBIRD_DATA),
    databaseUrl: data.DATABASE_URL,
    masterKey: data.TAILORBIRD_KEY,
    sandboxUrl: data.TAILORBIRD_SANDBOX_URL,
    pollFloorSeconds: data.TAILORBIRD_POLL_FLOOR_SECONDS,
    allowHosts: data.TAILORBIRD_ALLOW_HOSTS ?? [],
    concurrency: data.TAILORBIRD_CONCURRENCY,
    keepRunsDays: data.TAILORBIRD_KEEP_RUNS_DAYS,
    keepRunsPerFlow: data.TAILORBIRD_KEEP_RUNS_PER_FLOW,
    logLevel: data.TAILORBIRD_LOG,
    exitWithParent: data.TAILORBIRD_EXIT_WITH_PARENT === '1',
  }
}

function parsedUrl(text: string) {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isLoopback(text: string) {
  const { hostname, protocol, pathname } = new URL(text)
  return protocol === 'http:' && pathname === '/' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}
