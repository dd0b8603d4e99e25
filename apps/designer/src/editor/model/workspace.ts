import type { Alias } from '@tailorbird/contract/aliases'
import type { Connection } from '@tailorbird/contract/connections'
import type { Environment } from '@tailorbird/contract/environments'
import type { Table } from '@tailorbird/contract/tables'
import type { OtherFlow, Surroundings } from '@tailorbird/flow/graph/catalogue'
import type { NodeDescription, NodeRole } from '@tailorbird/flow/node/node-type'

/** What is around the open flow: the nodes there are, tables, aliases and the accounts they lead to. */
export interface Workspace {
  catalogue: readonly NodeDescription[]
  tables: readonly Table[]
  aliases: readonly Alias[]
  connections: readonly Connection[]
  environments: readonly Environment[]
  /** The flows there are, this one among them. */
  flows: readonly OtherFlow[]
}

export const emptyWorkspace: Workspace = {
  catalogue: [],
  tables: [],
  aliases: [],
  connections: [],
  environments: [],
  flows: [],
}

/** The same, as the checks of the flow want it; made once per workspace. */
export function surroundingsOf(workspace: Workspace): Surroundings {
  const known = made.get(workspace)
  if (known) return known
  const types = new Map(workspace.catalogue.map((type) => [type.type, type]))
  const surroundings = {
    nodeType: (type: string) => types.get(type),
    tables: workspace.tables,
    flows: workspace.flows,
    aliases: workspace.aliases.map((alias) => ({ name: alias.name, bindings: bindingsOf(alias, workspace) })),
  }
  made.set(workspace, surroundings)
  return surroundings
}

/** The node that the designer builds with where it needs one of this role. */
export const nodeWith = ({ catalogue }: Workspace, role: NodeRole): NodeDescription | undefined =>
  catalogue.find((type) => type.role === role)

const made = new WeakMap<Workspace, Surroundings>()

function bindingsOf(alias: Alias, { connections }: Workspace) {
  const found = alias.bindings.flatMap(({ environment, connectionId }) => {
    const connection = connections.find(({ id }) => id === connectionId)
    return connection ? [[environment, summaryOf(connection)] as const] : []
  })
  return Object.fromEntries(found)
}

const summaryOf = ({ status, account, scopes }: Connection) => ({ status, username: account.username, scopes })

/** The account an alias leads to in an environment. */
export function connectionBehind(workspace: Workspace, aliasName: string, environment: string): Connection | undefined {
  const alias = workspace.aliases.find(({ name }) => name === aliasName)
  const binding = alias?.bindings.find((candidate) => candidate.environment === environment)
  return workspace.connections.find(({ id }) => id === binding?.connectionId)
}
