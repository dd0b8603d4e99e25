import type { Database } from '@tailorbird/db/database'

/** What reads and writes rows: the database itself, or a transaction on it. */
export type Writer = Pick<Database, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'>
