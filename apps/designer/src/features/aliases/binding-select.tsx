import { NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Alias } from '@tailorbird/contract/aliases'
import type { Connection } from '@tailorbird/contract/connections'
import type { Environment } from '@tailorbird/contract/environments'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { toast } from '../../ui/toasts/toast.tsx'

interface BindingSelectProps {
  alias: Alias
  environment: Environment
  connections: Connection[]
}

/** Which account an alias leads to in one environment. Saved as soon as it is chosen. */
export function BindingSelect({ alias, environment, connections }: BindingSelectProps) {
  const queryClient = useQueryClient()
  const bound = alias.bindings.find((binding) => binding.environment === environment.key)?.connectionId ?? ''
  const bind = useMutation({
    mutationFn: (connectionId: string | null) =>
      api.aliases.setBinding({ id: alias.id, environment: environment.key, connectionId }),
    onSuccess: (changed) => {
      queryClient.setQueryData(queries.aliases().queryKey, (all) =>
        all?.map((other) => (other.id === changed.id ? changed : other)),
      )
    },
    onError: (error) => toast.failed(inWords(error)),
  })
  // While it is being saved the choice stands already; refused, it springs back.
  const shown = bind.isPending ? (bind.variables ?? '') : bound
  const connection = connections.find(({ id }) => id === shown)

  return (
    <NativeSelect
      aria-label={`${alias.name} in ${environment.name}`}
      value={shown}
      error={connection && connection.status !== 'connected' ? 'Reconnect this account.' : undefined}
      onChange={(event) => bind.mutate(event.currentTarget.value || null)}
      data={[
        { value: '', label: 'Leads nowhere' },
        ...connections.map((candidate) => ({ value: candidate.id, label: nameOf(candidate) })),
      ]}
    />
  )
}

/** Tells apart two connections of one account, too. */
function nameOf({ name, account, target, kind }: Connection) {
  const own = name.replace(/^@/, '') === account.username ? '' : `${name} · `
  const facts = [target === 'sandbox' && 'sandbox', kind === 'oauth1' && 'four keys'].filter(Boolean)
  return `${own}@${account.username}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`
}
