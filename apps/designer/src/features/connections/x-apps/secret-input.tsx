import '@mantine/core/styles/PasswordInput.layer.css'
import { Button, Group, PasswordInput, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'

interface SecretInputProps {
  label: string
  description?: string
  /** One is kept already. It is never shown again, only replaced. */
  isSet: boolean
  /** Undefined: unchanged. */
  value: string | undefined
  error?: string | undefined
  onChange(value: string | undefined): void
}

/** A secret goes in and never comes out. */
export function SecretInput({ label, description, isSet, value, error, onChange }: SecretInputProps) {
  const [replacing, setReplacing] = useState(false)
  if (isSet && !replacing) {
    return (
      <div>
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Group gap="sm" mt={4}>
          <IconLock size={16} aria-hidden />
          <Text size="sm">Set. It is never shown again.</Text>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Replace the ${label.toLowerCase()}`}
            onClick={() => setReplacing(true)}
          >
            Replace
          </Button>
        </Group>
      </div>
    )
  }
  return (
    <PasswordInput
      label={label}
      description={description}
      autoComplete="off"
      autoFocus={replacing}
      value={value ?? ''}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  )
}
