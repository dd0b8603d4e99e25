import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import type { RunFilter } from './run-filter.ts'
import { savesAreDone } from './saves-under-way.ts'
import { csrfToken } from './server-state.ts'

/** Query options per resource. Keys begin with the resource, so `['flows']` invalidates everything about flows. */
export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: async () => {
        const session = await api.session.get({})
        csrfToken.set(session.csrfToken)
        return session
      },
    }),

  catalogue: () =>
    queryOptions({
      queryKey: ['catalogue'],
      queryFn: () => api.catalogue.list({}),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  environments: () =>
    queryOptions({
      queryKey: ['environments'],
      queryFn: () => api.environments.list({}),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  flows: () => queryOptions({ queryKey: ['flows'], queryFn: () => api.flows.list({}) }),
  /** Only what the open flow must know of the others: it stays the same while they merely run. */
  otherFlows: () =>
    queryOptions({
      ...queries.flows(),
      select: (flows) =>
        flows.map(({ id, name, trigger, deployments }) => ({
          ...{ id, name, trigger },
          deployments: deployments.map(({ environment, enabled }) => ({ environment, enabled })),
        })),
    }),
  flow: (id: string) =>
    queryOptions({
      queryKey: ['flows', id],
      queryFn: async () => {
        await savesAreDone(id)
        return api.flows.get({ id })
      },
    }),
  versions: (id: string) =>
    queryOptions({ queryKey: ['flows', id, 'versions'], queryFn: () => api.flows.versions({ id }) }),
  version: (id: string) =>
    queryOptions({
      queryKey: ['versions', id],
      queryFn: () => api.flows.version({ id }),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  xApps: () => queryOptions({ queryKey: ['x-apps'], queryFn: () => api.xApps.list({}) }),
  connections: () => queryOptions({ queryKey: ['connections'], queryFn: () => api.connections.list({}) }),
  accounts: () => queryOptions({ queryKey: ['accounts'], queryFn: () => api.accounts.list({}) }),
  connectionUsage: (id: string) =>
    queryOptions({
      queryKey: ['connections', id, 'usage'],
      queryFn: () => api.connections.usage({ id }),
      staleTime: 0,
    }),
  aliases: () => queryOptions({ queryKey: ['aliases'], queryFn: () => api.aliases.list({}) }),
  aliasUsage: (id: string) =>
    queryOptions({ queryKey: ['aliases', id, 'usage'], queryFn: () => api.aliases.usage({ id }), staleTime: 0 }),

  tables: () => queryOptions({ queryKey: ['tables'], queryFn: () => api.tables.list({}) }),
  tableUsage: (id: string) =>
    queryOptions({ queryKey: ['tables', id, 'usage'], queryFn: () => api.tables.usage({ id }), staleTime: 0 }),
  records: (tableId: string) =>
    infiniteQueryOptions({
      queryKey: ['records', 'of', tableId],
      queryFn: ({ pageParam }) => api.records.list({ tableId, before: pageParam, limit: 50 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ records, more }) => (more ? records.at(-1)?.id : undefined),
    }),
  record: (id: string) => queryOptions({ queryKey: ['records', id], queryFn: () => api.records.get({ id }) }),

  approvals: ({ status, runId }: { status: 'open' | 'answered'; runId?: string | undefined }) =>
    infiniteQueryOptions({
      queryKey: ['approvals', 'list', status, runId],
      queryFn: ({ pageParam }) => api.approvals.list({ status, runId, before: pageParam, limit: 50 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ approvals }) => (approvals.length === 50 ? approvals.at(-1)?.id : undefined),
    }),
  openApprovals: () =>
    queryOptions({
      queryKey: ['approvals', 'open'],
      queryFn: async () => (await api.approvals.list({ status: 'open', limit: 1 })).open,
    }),
  attention: () => queryOptions({ queryKey: ['attention'], queryFn: () => api.attention.list({}) }),
  triggers: (flowId?: string) =>
    queryOptions({ queryKey: ['triggers', flowId], queryFn: () => api.triggers.list({ flowId }) }),

  runs: (filter: RunFilter = {}) =>
    infiniteQueryOptions({
      queryKey: ['runs', 'list', filter],
      queryFn: ({ pageParam }) => api.runs.list({ ...filter, before: pageParam, limit: 50 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ runs, more }) => (more ? runs.at(-1)?.id : undefined),
    }),
  run: (id: string) => queryOptions({ queryKey: ['runs', id], queryFn: () => api.runs.get({ id }) }),
}
