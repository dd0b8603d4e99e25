import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './rows.module.css'

interface RowsProps<T> {
  entries: readonly T[]
  onChange(entries: T[]): void
  /** What one entry is called, for buttons: "case". */
  what: string
  readOnly: boolean
  /** Left out: nothing can be added. */
  onAdd?(): void
  /** The order means something. */
  ordered?: boolean
  /** The first line of an entry, beside its buttons. */
  head(entry: T, set: (entry: T) => void, place: number): ReactNode
  /** What stands below it. */
  body?(entry: T, set: (entry: T) => void, place: number): ReactNode
}

/** Entries one below the other, each with buttons to move and remove it. */
export function Rows<T>({ entries, onChange, what, readOnly, onAdd, ordered = false, head, body }: RowsProps<T>) {
  const move = (from: number, by: number) => onChange(moved(entries, from, from + by))
  return (
    <div className={css.stack}>
      {entries.length > 0 && (
        <ol className={css.rows}>
          {entries.map((entry, place) => {
            const set = (next: T) => onChange(entries.map((old, at) => (at === place ? next : old)))
            return (
              <li key={place} className={css.row}>
                <div className={css.tools}>
                  <div className={css.line}>{head(entry, set, place)}</div>
                  {!readOnly && ordered && entries.length > 1 && (
                    <>
                      <Tool label={`Move ${what} ${place + 1} up`} off={place === 0} run={() => move(place, -1)}>
                        <IconArrowUp size={16} aria-hidden />
                      </Tool>
                      <Tool
                        label={`Move ${what} ${place + 1} down`}
                        off={place === entries.length - 1}
                        run={() => move(place, 1)}
                      >
                        <IconArrowDown size={16} aria-hidden />
                      </Tool>
                    </>
                  )}
                  {!readOnly && (
                    <Tool
                      label={`Remove ${what} ${place + 1}`}
                      run={() => onChange(entries.filter((_, at) => at !== place))}
                    >
                      <IconTrash size={16} aria-hidden />
                    </Tool>
                  )}
                </div>
                {body?.(entry, set, place)}
              </li>
            )
          })}
        </ol>
      )}
      {onAdd && !readOnly && (
        <Button
          variant="default"
          size="compact-sm"
          className={css.add}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={onAdd}
        >
          Add {what}
        </Button>
      )}
    </div>
  )
}

function Tool({
  label,
  off = false,
  run,
  children,
}: {
  label: string
  off?: boolean
  run(): void
  children: ReactNode
}) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} disabled={off} onClick={run}>
      {children}
    </ActionIcon>
  )
}

function moved<T>(entries: readonly T[], from: number, to: number): T[] {
  const rest = entries.filter((_, at) => at !== from)
  return [...rest.slice(0, to), ...entries.slice(from, from + 1), ...rest.slice(to)]
}
