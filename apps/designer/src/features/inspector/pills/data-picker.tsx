import { Popover } from '@mantine/core'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field } from '@tailorbird/flow/fields/field'
import { type ReactElement, cloneElement, useState } from 'react'
import type { DataSource } from '../../../editor/model/pills/upstream-data.ts'
import { DataTree } from './data-tree.tsx'
import css from './data-picker.module.css'

interface DataPickerProps {
  sources: readonly DataSource[]
  onTake(pill: Pill): void
  into?: Field | undefined
  /** The button that opens it. */
  children: ReactElement<{ onClick?: () => void }>
}

/** The canvas keeps `mousedown` for itself; `pointerdown` is heard everywhere. */
const OUTSIDE = ['pointerdown']

/** The data of earlier nodes, beside the place where it is wanted. */
export function DataPicker({ sources, onTake, into, children }: DataPickerProps) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      width={320}
      clickOutsideEvents={OUTSIDE}
    >
      <Popover.Target>{cloneElement(children, { onClick: () => setOpened((open) => !open) })}</Popover.Target>
      <Popover.Dropdown className={css.dropdown} aria-label="Data of earlier nodes">
        {opened && (
          <DataTree
            sources={sources}
            into={into}
            autoFocus
            onTake={(pill) => {
              setOpened(false)
              onTake(pill)
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
