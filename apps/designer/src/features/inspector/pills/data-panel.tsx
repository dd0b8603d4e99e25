import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { Pill } from '@tailorbird/flow/expression/pill'
import { useState } from 'react'
import type { DataSource } from '../../../editor/model/pills/upstream-data.ts'
import css from './data-panel.module.css'
import { DataTree } from './data-tree.tsx'

interface DataPanelProps {
  sources: readonly DataSource[]
  onTake(pill: Pill): void
}

/** The data of earlier nodes, always at hand below the form. */
export function DataPanel({ sources, onTake }: DataPanelProps) {
  const [open, setOpen] = useState(true)
  if (sources.length === 0) return null
  const Chevron = open ? IconChevronDown : IconChevronUp
  return (
    <section className={css.panel} aria-label="Data" data-open={open || undefined}>
      <button type="button" className={css.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        Data you can use <Chevron size={16} aria-hidden />
      </button>
      {open && (
        <div className={css.body}>
          <DataTree sources={sources} onTake={onTake} />
        </div>
      )}
    </section>
  )
}
