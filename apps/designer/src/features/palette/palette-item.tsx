import { VisuallyHidden } from '@mantine/core'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { useId } from 'react'
import { carryNode } from '../../editor/model/pills/drag-data.ts'
import { iconOf } from '../../editor/model/node-look.ts'
import css from './palette-item.module.css'

interface PaletteItemProps {
  type: NodeDescription
  onChoose(): void
}

/** A node to be had. The whole of it can be dragged and pressed; the button inside is what a screen reader meets. */
export function PaletteItem({ type, onChoose }: PaletteItemProps) {
  const summary = useId()
  const Icon = iconOf(type)
  return (
    <div
      className={css.item}
      draggable
      title={(type.notes ?? []).join('\n')}
      onDragStart={(event) => carryNode(event.dataTransfer, type.type)}
    >
      <span className={css.icon} data-kind={type.kind}>
        <Icon size={18} stroke={1.75} aria-hidden />
      </span>
      <div className={css.words}>
        <button type="button" className={css.title} aria-describedby={summary} onClick={onChoose}>
          <VisuallyHidden>Add </VisuallyHidden>
          {type.title}
        </button>
        <p id={summary} className={css.summary}>
          {type.summary}
        </p>
      </div>
    </div>
  )
}
