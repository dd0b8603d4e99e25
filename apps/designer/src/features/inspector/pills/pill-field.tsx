import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { ComponentPropsWithRef } from 'react'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { iconOf } from '../../../editor/model/node-look.ts'
import { labelOf } from '../../../editor/model/pills/pill-label.ts'
import { sampleText } from '../../../editor/model/pills/sample-text.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { PillChip } from './pill-chip.tsx'
import css from './pill-field.module.css'

interface PillFieldProps extends ComponentPropsWithRef<'button'> {
  binding: Binding
  onClear?: (() => void) | undefined
}

/** A field whose whole value is one pill. */
export function PillField({ binding, onClear, className = '', ...button }: PillFieldProps) {
  const index = useEditor((editor) => editor.index)
  const workspace = useEditor((editor) => editor.workspace)
  const scope = useEditor((editor) => editor.sample)
  if (!('pill' in binding)) return null
  const surroundings = surroundingsOf(workspace)
  const node = index.node.get(binding.pill.node)
  const label = labelOf(binding.pill, { index, surroundings })
  return (
    <span className={css.field}>
      <button type="button" className={`${css.chip} ${className}`} {...button}>
        <PillChip
          label={label}
          icon={iconOf(node && surroundings.nodeType(node.type))}
          sample={sampleText(binding, scope)}
        />
      </button>
      {onClear && (
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Remove the data pill" onClick={onClear}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      )}
    </span>
  )
}
