import { ActionIcon, Tooltip } from '@mantine/core'
import { IconDatabaseImport } from '@tabler/icons-react'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field } from '@tailorbird/flow/fields/field'
import type { ComponentPropsWithRef } from 'react'
import type { DataSource } from '../../../editor/model/pills/upstream-data.ts'
import { DataPicker } from './data-picker.tsx'

interface DataButtonProps {
  /** What it is for, for those who hear the button: "Data for Text". */
  label: string
  sources: readonly DataSource[]
  into?: Field
  onTake(pill: Pill): void
}

/** Offers the data of earlier nodes for a field. */
export function DataButton({ label, ...picker }: DataButtonProps) {
  return (
    <DataPicker {...picker}>
      <DataIcon label={label} />
    </DataPicker>
  )
}

type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'color' | 'style' | 'onClick'> & { onClick?: () => void }

/** The picker hands its button what opens it and says of it. */
function DataIcon({ label, ...button }: ButtonProps & { label: string }) {
  return (
    <Tooltip label="Use data of an earlier node">
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} {...button}>
        <IconDatabaseImport size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
