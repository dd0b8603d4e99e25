import { nodeType } from '@tailorbird/nodes/catalogue'
import { askedInputs } from '@tailorbird/flow/graph/asked-inputs'
import type { Database } from '@tailorbird/db/database'
import type { Listener } from '@tailorbird/db/listener'
import { triggers, webhooks } from '@tailorbird/db/schema/flows'
import type { NamedField } from '@tailorbird/flow/fields/named-field'
import { and, eq } from 'drizzle-orm'
import type { VersionCache } from '../../runs/execute/version-cache.ts'
import { type ArmedTrigger, fixedParams, loadTrigger } from '../armed/armed-trigger.ts'

/** What stands behind the address of a webhook. */
export interface RegisteredWebhook {
  token: string
  /** Undefined: its flow is not enabled there. */
  armed: ArmedTrigger | undefined
  method: string
  /** How callers prove themselves. */
  proof: string
  fields: readonly NamedField[]
  /** Encrypted; null while none was made. */
  secret: Buffer | null
}

/** Finds webhooks by the token in their address. Those at work are kept in memory until triggers change; what is not at
 *  work is asked for each time, so that an address works everywhere as soon as its flow is enabled. */
export class WebhookRegistry {
  readonly #db: Database
  readonly #versions: VersionCache
  readonly #listener: Listener
  #open = new Map<string, RegisteredWebhook>()

  constructor({ db, versions, listener }: { db: Database; versions: VersionCache; listener: Listener }) {
    this.#db = db
    this.#versions = versions
    this.#listener = listener
  }

  async find(token: string): Promise<RegisteredWebhook | undefined> {
    if (!this.#listener.isListening) this.forget()
    const known = this.#open.get(token)
    if (known) return known
    const kept = this.#open
    const webhook = await this.#load(token)
    // What was forgotten meanwhile is another map by now, and this goes with it.
    if (webhook?.armed && !webhook.armed.row.pausedAt) kept.set(token, webhook)
    return webhook
  }

  /** Something was armed, disarmed or paused, or has a new secret. */
  forget() {
    this.#open = new Map()
  }

  async #load(token: string): Promise<RegisteredWebhook | undefined> {
    const { flowId, environment, nodeId } = webhooks
    const [found] = await this.#db
      .select({ webhook: { token: webhooks.token, secret: webhooks.secret }, row: triggers })
      .from(webhooks)
      .leftJoin(
        triggers,
        and(
          eq(triggers.flowId, flowId),
          eq(triggers.environment, environment),
          eq(triggers.nodeId, nodeId),
          eq(triggers.source, 'webhook'),
          eq(triggers.enabled, true),
        ),
      )
      .where(eq(webhooks.token, token))
    if (!found) return undefined
    const armed = found.row ? await loadTrigger(found.row, this.#versions) : undefined
    const { type } = armed ?? {}
    const source = armed && type?.source === 'webhook' ? type.webhook(fixedParams(armed, type.params)) : undefined
    return {
      ...found.webhook,
      armed,
      method: source?.method ?? 'POST',
      proof: source?.proof ?? 'none',
      fields: armed ? askedInputs(armed.node, { nodeType }) : [],
    }
  }
}
