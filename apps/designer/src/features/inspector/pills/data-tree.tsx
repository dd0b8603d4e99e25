import { TextInput, VisuallyHidden } from '@mantine/core'
import { IconSearch, IconVariable } from '@tabler/icons-react'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field } from '@tailorbird/flow/fields/field'
import { fitsInto } from '@tailorbird/flow/fields/kinds/kinds'
import { useState } from 'react'
import { carryPill } from '../../../editor/model/pills/drag-data.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { iconOf } from '../../../editor/model/node-look.ts'
import { sampleText } from '../../../editor/model/pills/sample-text.ts'
import type { DataItem, DataSource } from '../../../editor/model/pills/upstream-data.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import css from './data-tree.module.css'

interface DataTreeProps {
  sources: readonly DataSource[]
  onTake(pill: Pill): void
  /** Only what makes sense in this field can be taken. */
  into?: Field | undefined
  autoFocus?: boolean
}

/** What earlier nodes put out, as a tree. Drag a line into a field, or press it. */
export function DataTree({ sources, onTake, into, autoFocus = false }: DataTreeProps) {
  const workspace = useEditor((editor) => editor.workspace)
  const [query, setQuery] = useState('')
  const { nodeType } = surroundingsOf(workspace)
  return (
    <div className={css.tree}>
      <TextInput
        size="xs"
        placeholder="Find data"
        aria-label="Find data"
        leftSection={<IconSearch size={14} aria-hidden />}
        data-autofocus={autoFocus || undefined}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {sources.map(({ id, label, type, items }) => {
        const shown = matching(items, query.toLowerCase())
        const Icon = type === undefined ? IconVariable : iconOf(nodeType(type))
        if (shown.length === 0) return null
        return (
          <section key={id} aria-label={label}>
            <h3 className={css.source}>
              <Icon size={16} stroke={1.75} aria-hidden /> {label}
            </h3>
            <Items items={shown} onTake={onTake} into={into} />
          </section>
        )
      })}
      {sources.length === 0 && (
        <p className={css.none}>No earlier node puts out data. Connect this node to one that does.</p>
      )}
    </div>
  )
}

function Items({ items, onTake, into }: Omit<DataTreeProps, 'sources'> & { items: readonly DataItem[] }) {
  return (
    <ul className={css.items}>
      {items.map((item) => (
        <li key={item.pill.path.join('.')}>
          <Item item={item} onTake={onTake} fits={!into || fitsInto(into, item.field)} />
          {item.items.length > 0 && <Items items={item.items} onTake={onTake} into={into} />}
        </li>
      ))}
    </ul>
  )
}

function Item({
  item: { pill, label, items },
  onTake,
  fits,
}: {
  item: DataItem
  onTake(pill: Pill): void
  fits: boolean
}) {
  const sample = useEditor((editor) => sampleText({ pill }, editor.sample))
  return (
    <div
      className={css.item}
      draggable={fits}
      data-off={!fits || undefined}
      title={pill.path.join('.')}
      onDragStart={(event) => carryPill(event.dataTransfer, pill)}
    >
      <button type="button" className={css.label} disabled={!fits} onClick={() => onTake(pill)}>
        <VisuallyHidden>Use </VisuallyHidden>
        {label}
      </button>
      {sample !== undefined && items.length === 0 && <span className={css.sample}>{sample}</span>}
    </div>
  )
}

/** Items whose name or path fits, with the ones above them. */
function matching(items: readonly DataItem[], query: string): DataItem[] {
  if (query === '') return [...items]
  return items.flatMap((item) => {
    const fits = item.label.toLowerCase().includes(query) || item.pill.path.join('.').toLowerCase().includes(query)
    const inside = matching(item.items, query)
    return fits ? [item] : inside.length > 0 ? [{ ...item, items: inside }] : []
  })
}
