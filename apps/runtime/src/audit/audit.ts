import type { Writer } from '@tailorbird/db/database'
import { auditLog } from '@tailorbird/db/schema/users'

export interface AuditEntry {
  userId: string | null
  action:
    | 'owner.created'
    | 'session.signed-in'
    | 'x-app.created'
    | 'x-app.changed'
    | 'x-app.removed'
    | 'connection.connected'
    | 'connection.reconnected'
    | 'connection.renamed'
    | 'connection.ended'
    | 'connection.removed'
    | 'account.limited'
    | 'account.paused'
    | 'account.resumed'
    | 'alias.created'
    | 'alias.bound'
    | 'alias.removed'
    | 'flow.published'
    | 'flow.enabled'
    | 'flow.disabled'
    | 'flow.removed'
    | 'table.removed'
    | 'trigger.paused'
    | 'trigger.resumed'
    | 'trigger.moved'
    | 'webhook.secret-renewed'
    | 'approval.approved'
    | 'approval.rejected'
    | 'run.repeated'
  /** What it was done to, by the name people know. */
  subject: string
  detail?: string
}

/** Writes down who did what. In the transaction that does it, so that neither stands without the other. */
export async function audit(db: Writer, entry: AuditEntry) {
  await db.insert(auditLog).values(entry)
}
