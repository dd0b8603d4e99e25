import '@mantine/core/styles/PasswordInput.layer.css'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '@tailorbird/contract/session'
import { type FormEvent, useState } from 'react'
import { ApiProblem, inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { Note } from '../../ui/note.tsx'
import { useFocusFirstError } from '../../ui/use-focus-first-error.ts'

const empty = { name: '', email: '', password: '' }

/** Makes the first account. The link that the server printed is the key to it. */
export function OwnerForm({ token, onDone }: { token: string; onDone: (session: Session) => void }) {
  const [owner, setOwner] = useState(empty)
  const create = useMutation({ mutationFn: () => api.session.createOwner({ token, ...owner }), onSuccess: onDone })
  const problem = create.error instanceof ApiProblem ? create.error : undefined
  const form = useFocusFirstError(create.error)
  const set = (change: Partial<typeof empty>) => setOwner((before) => ({ ...before, ...change }))

  function submit(event: FormEvent) {
    event.preventDefault()
    create.mutate()
  }

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        {create.error && !problem?.errors.length && <Note tone="alarm">{inWords(create.error)}</Note>}
        <TextInput
          label="Your name"
          autoComplete="name"
          autoFocus
          value={owner.name}
          error={problem?.errorAt('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label="E-mail"
          description="You sign in with it. Nothing is sent to it."
          type="email"
          autoComplete="username"
          value={owner.email}
          error={problem?.errorAt('email')}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <PasswordInput
          label="Password"
          description="At least 10 characters. A sentence is easier to remember than symbols."
          autoComplete="new-password"
          value={owner.password}
          error={problem?.errorAt('password')}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
        <Button type="submit" loading={create.isPending}>
          Create the account
        </Button>
      </Stack>
    </form>
  )
}
