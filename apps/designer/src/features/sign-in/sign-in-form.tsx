import '@mantine/core/styles/PasswordInput.layer.css'
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '@tailorbird/contract/session'
import { type FormEvent, useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { Note } from '../../ui/note.tsx'

export function SignInForm({ onDone }: { onDone: (session: Session) => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({ mutationFn: () => api.session.signIn({ email, password }), onSuccess: onDone })

  function submit(event: FormEvent) {
    event.preventDefault()
    signIn.mutate()
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {signIn.error && <Note tone="alarm">{inWords(signIn.error)}</Note>}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
