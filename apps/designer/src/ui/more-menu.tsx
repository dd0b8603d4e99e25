import '@mantine/core/styles/Menu.layer.css'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'

interface MoreMenuProps {
  /** What it is about, for those who hear the button instead of seeing where it stands. */
  about: string
  items: { label: string; run(): void }[]
  busy?: boolean
  framed?: boolean
}

/** The three dots. The menu stays inside its landmark, so that a screen reader knows where it is. */
export function MoreMenu({ about, items, busy = false, framed = false }: MoreMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal={false} floatingStrategy="fixed">
      <Menu.Target>
        <ActionIcon
          variant={framed ? 'default' : 'subtle'}
          color="gray"
          size={framed ? 36 : 'lg'}
          loading={busy}
          aria-label={`More about ${about}`}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, run }) => (
          <Menu.Item key={label} onClick={run}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
