import { Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'

/** What is wrong with a field, under the field. Give the same `id` to its `aria-describedby`. */
export function FieldError({ id, children }: { id?: string; children: string | undefined }) {
  if (!children) return null
  return (
    <Text id={id} size="sm" c="var(--alarm)" role="alert" style={{ display: 'flex', gap: 4, alignItems: 'center' }}>
      <IconAlertCircle size={14} aria-hidden style={{ flex: 'none' }} />
      {children}
    </Text>
  )
}
