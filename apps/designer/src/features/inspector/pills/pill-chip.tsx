import type { TablerIcon } from '@tabler/icons-react'
import type { PillLabel } from '../../../editor/model/pills/pill-label.ts'
import css from './pill-chip.module.css'

interface PillChipProps {
  label: PillLabel
  icon: TablerIcon
  /** The value at hand, in words. */
  sample?: string | undefined
}

/** A data pill: where it comes from and what it is; the exact path and a sample on hover. */
export function PillChip({ label: { source, field, path, known }, icon: Icon, sample }: PillChipProps) {
  const says = known ? `${source} › ${field}\n${path}` : `${source} puts out nothing called "${path}".`
  return (
    <span
      className={css.pill}
      data-unknown={!known || undefined}
      title={sample === undefined ? says : `${says}\nnow: ${sample}`}
    >
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className={css.source}>{source}</span>
      {' › '}
      <span className={css.field}>{field}</span>
    </span>
  )
}
