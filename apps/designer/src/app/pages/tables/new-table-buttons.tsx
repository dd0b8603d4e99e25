import { Button, Group } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'

/** The two ways to a table: from the template, or from nothing. */
export function NewTableButtons({ primary }: { primary: 'template' | 'empty' }) {
  const navigate = useNavigate()
  return (
    <Group gap="sm">
      <Button
        variant={primary === 'template' ? 'filled' : 'default'}
        onClick={() => void navigate({ to: '/tables/new', search: { template: 'announcements' } })}
      >
        Use “Announcements”
      </Button>
      <Button
        variant={primary === 'empty' ? 'filled' : 'default'}
        onClick={() => void navigate({ to: '/tables/new', search: {} })}
      >
        New table
      </Button>
    </Group>
  )
}
