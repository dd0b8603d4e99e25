import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '@tailorbird/contract/connections'
import type { Environment } from '@tailorbird/contract/environments'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { toast } from '../../ui/toasts/toast.tsx'
import { SUGGESTED } from './alias-name.ts'

interface FirstAliasesProps {
  /** The account both shall lead to, where nothing is live. */
  connection: Connection | undefined
  environments: Environment[]
}

/** One click for what nearly everybody needs first. Live environments are left to a person. */
export function FirstAliases({ connection, environments }: FirstAliasesProps) {
  const queryClient = useQueryClient()
  const safe = environments.filter(({ live }) => !live)
  const create = useMutation({
    mutationFn: async () => {
      for (const name of SUGGESTED) {
        const { id } = await api.aliases.create({ name })
        if (connection)
          for (const { key } of safe)
            await api.aliases.setBinding({ id, environment: key, connectionId: connection.id })
      }
    },
    onError: (error) => toast.failed(inWords(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['aliases'] }),
  })
  return (
    <Button loading={create.isPending} onClick={() => create.mutate()}>
      {connection
        ? `Create ${SUGGESTED.join(' and ')} for @${connection.account.username}`
        : `Create ${SUGGESTED.join(' and ')}`}
    </Button>
  )
}
