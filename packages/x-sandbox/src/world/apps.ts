import { z } from 'zod'

const permissions = ['read', 'read-write', 'read-write-dm'] as const
export const plans = ['payg', 'enterprise', 'legacy'] as const

export const appSchema = z.object({
  name: z.string(),
  clientId: z.string(),
  /** Null for a public client (native or single page), which has no secret to keep. */
  clientSecret: z.string().nullable(),
  consumerKey: z.string(),
  consumerSecret: z.string(),
  /** The app-only bearer token: one per app, without an end. */
  bearer: z.string(),
  /** Baked into OAuth 1.0a tokens when they are issued. */
  permission: z.enum(permissions),
  redirectUris: z.array(z.string()),
  /** Accept `http://127.0.0.1:<any port>/connections/x/callback`, so that nobody has to register a port first. */
  anyLoopbackCallback: z.boolean(),
  plan: z.enum(plans),
  /** US dollars left; only the `payg` plan spends them. */
  credits: z.number(),
})

/** A developer app, as registered in X's developer portal. */
export type App = z.infer<typeof appSchema>
export type Permission = (typeof permissions)[number]
export type Plan = (typeof plans)[number]

/** Enough to post sixty million times: nobody meets a 402 that they did not ask for. */
const plentyCredits = 1_000_000

function seededApps(): App[] {
  const common = { redirectUris: [], anyLoopbackCallback: true, plan: 'payg', credits: plentyCredits } as const
  return [
    {
      ...common,
      redirectUris: [],
      name: 'Tailorbird trial app',
      clientId: 'sandbox-client',
      clientSecret: 'sandbox-secret',
      consumerKey: 'sandbox-consumer-key',
      consumerSecret: 'sandbox-consumer-secret',
      bearer: 'sandbox-app-bearer',
      permission: 'read-write-dm',
    },
    {
      ...common,
      redirectUris: [],
      name: 'Public client app',
      clientId: 'sandbox-public',
      clientSecret: null,
      consumerKey: 'sandbox-public-consumer-key',
      consumerSecret: 'sandbox-public-consumer-secret',
      bearer: 'sandbox-public-app-bearer',
      permission: 'read-write-dm',
    },
    {
      ...common,
      redirectUris: [],
      name: 'Read-only app',
      clientId: 'sandbox-readonly',
      clientSecret: 'sandbox-readonly-secret',
      consumerKey: 'sandbox-readonly-consumer-key',
      consumerSecret: 'sandbox-readonly-consumer-secret',
      bearer: 'sandbox-readonly-app-bearer',
      permission: 'read',
    },
  ]
}

/** The developer apps the sandbox knows. */
export class Apps {
  readonly #byClientId = new Map<string, App>()
  readonly #byConsumerKey = new Map<string, App>()
  readonly #byBearer = new Map<string, App>()

  constructor() {
    this.load(seededApps())
  }

  all(): App[] {
    return [...this.#byClientId.values()]
  }

  byClientId(clientId: string): App | undefined {
    return this.#byClientId.get(clientId)
  }

  byConsumerKey(consumerKey: string): App | undefined {
    return this.#byConsumerKey.get(consumerKey)
  }

  byBearer(bearer: string): App | undefined {
    return this.#byBearer.get(bearer)
  }

  load(apps: readonly App[]): void {
    for (const app of apps) {
      this.#byClientId.set(app.clientId, app)
      this.#byConsumerKey.set(app.consumerKey, app)
      this.#byBearer.set(app.bearer, app)
    }
  }
}

/** X compares redirect addresses character by character, a trailing slash included. */
export function redirectAllowed(app: App, uri: string): boolean {
  if (app.redirectUris.includes(uri)) return true
  return app.anyLoopbackCallback && /^http:\/\/127\.0\.0\.1(:\d{1,5})?\/connections\/x\/callback$/.test(uri)
}
