import type { NamedField } from '../fields/named-field.ts'
import type { NodeDescription } from '../node/node-type.ts'
import type { TableField } from '../tables/table-field.ts'

/** What is around a graph: the nodes there are, the tables, the aliases. Both sides fill it the same way. */
export interface Surroundings {
  nodeType(type: string): NodeDescription | undefined
  tables: readonly { id: string; name: string; fields: readonly TableField[] }[]
  aliases: readonly {
    name: string
    /** By environment key: the connection it leads to there. */
    bindings: Readonly<
      Record<
        string,
        {
          status: 'connected' | 'needs reconnect' | 'app refused' | 'unreadable'
          username: string
          scopes: readonly string[] | 'all'
        }
      >
    >
  }[]
  flows: readonly OtherFlow[]
}

/** What must be known of a flow to call it, or to start it when something fails. */
export interface OtherFlow {
  id: string
  name: string
  /** How its draft is started and what it then asks for; null when it has no trigger. */
  trigger: { source: NodeDescription['source']; inputs: readonly NamedField[] } | null
  deployments: readonly { environment: string; enabled: boolean }[]
}

/** What a graph is checked against. */
export interface CheckOptions {
  surroundings: Surroundings
  /** Key of the environment the flow shall run in; its alias bindings are checked too. Unset: only that the aliases exist. */
  environment?: string
}
