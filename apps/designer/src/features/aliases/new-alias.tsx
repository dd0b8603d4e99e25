import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Alias } from '@tailorbird/contract/aliases'
import { type FormEvent, useState } from 'react'
import { ApiProblem, inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { SUGGESTED, asAliasName } from './alias-name.ts'

export function NewAlias({ existing }: { existing: Alias[] }) {
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: (wanted: string) => api.aliases.create({ name: wanted }),
    onSuccess: () => {
      setName('')
      return queryClient.invalidateQueries({ queryKey: ['aliases'] })
    },
  })
  const missing = SUGGESTED.filter((suggestion) => !existing.some((alias) => alias.name === suggestion))
  const wrong =
    create.error instanceof ApiProblem
      ? (create.error.errorAt('name') ?? create.error.detail)
      : create.error && inWords(create.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    // While somebody types `x_message`, `x_` must stand; at the end an underscore is only a slip.
    const wanted = name.replace(/_+$/, '')
    if (wanted !== '') create.mutate(wanted)
  }

  return (
    <form onSubmit={submit}>
      <Group align="flex-start" gap="sm" mt="md">
        <TextInput
          aria-label="Name of the new alias"
          placeholder="x_support"
          value={name}
          error={wrong}
          onChange={(event) => setName(asAliasName(event.currentTarget.value))}
        />
        <Button type="submit" variant="default" disabled={name === ''} loading={create.isPending}>
          Add alias
        </Button>
        {missing.map((suggestion) => (
          <Button key={suggestion} variant="subtle" onClick={() => create.mutate(suggestion)}>
            Add {suggestion}
          </Button>
        ))}
      </Group>
    </form>
  )
}
