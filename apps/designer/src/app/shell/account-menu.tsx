import '@mantine/core/styles/Menu.layer.css'
import { Menu, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconLogout } from '@tabler/icons-react'
import type { Session } from '@tailorbird/contract/session'
import { useCallback, useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { toast } from '../../ui/toasts/toast.tsx'
import { AccountFace } from './account-face.tsx'
import { enterSession } from './enter-session.ts'

const schemes = [
  { key: 'light', label: 'Light' },
  { key: 'dark', label: 'Dark' },
  { key: 'auto', label: 'As the system' },
] as const
const isScheme = (key: unknown): key is (typeof schemes)[number]['key'] => schemes.some((scheme) => scheme.key === key)

/** Who am I, how it looks, and the way out. */
export function AccountMenu({ me }: { me: NonNullable<Session['user']> }) {
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState(false)
  // It comes after the click that asked for it. The new button takes over the focus before the menu opens, so that it gets
  // it back at the end.
  const takeOver = useCallback((button: HTMLButtonElement | null) => {
    button?.focus()
    if (button) setOpened(true)
  }, [])
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useMutation({
    mutationFn: () => api.session.signOut({}),
    onSuccess: async (session) => {
      // From the first page, sign-in does not promise to bring anybody back to where the last one was.
      await navigate({ to: '/' })
      enterSession(queryClient, session)
    },
    onError: (error) => toast.failed(inWords(error)),
  })

  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="right-end"
      width={232}
      withinPortal={false}
      floatingStrategy="fixed"
    >
      <Menu.Target>
        <AccountFace ref={takeOver} name={me.name} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name}
          <br />
          {me.email}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(key) => isScheme(key) && setColorScheme(key)}>
          {schemes.map(({ key, label }) => (
            <Menu.RadioItem key={key} value={key}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
