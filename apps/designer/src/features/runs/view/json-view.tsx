import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import css from './json-view.module.css'

/** A value as a tree that opens, or as plain text to be copied. */
export function JsonView({ value, empty }: { value: unknown; empty: string }) {
  const [form, setForm] = useState('tree')
  if (value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)) {
    return <p className={css.empty}>{empty}</p>
  }
  return (
    <div className={css.view}>
      <SegmentedControl
        size="xs"
        className={css.switch}
        aria-label="How to show it"
        value={form}
        onChange={setForm}
        data={[
          { value: 'tree', label: 'Tree' },
          { value: 'text', label: 'Text' },
        ]}
      />
      {form === 'tree' ? <Entries value={value} /> : <Plain value={value} />}
    </div>
  )
}

/** More than this would make the browser slow and nobody reads it. */
const LONGEST = 100_000

function Plain({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2)
  return (
    <pre className={css.plain}>
      {text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : text}
    </pre>
  )
}

const MOST = 100

function Entries({ value }: { value: unknown }) {
  const [shown, setShown] = useState(MOST)
  if (typeof value !== 'object' || value === null) return <Leaf value={value} />
  const entries = Object.entries(value)
  return (
    <ul className={css.entries}>
      {entries.slice(0, shown).map(([key, inner]) => (
        <li key={key}>
          <Entry name={Array.isArray(value) ? `${Number(key) + 1}.` : key} value={inner} />
        </li>
      ))}
      {entries.length > shown && (
        <li>
          <button type="button" className={css.more} onClick={() => setShown(shown + MOST)}>
            Show {Math.min(MOST, entries.length - shown)} more of {entries.length}
          </button>
        </li>
      )}
    </ul>
  )
}

function Entry({ name, value }: { name: string; value: unknown }) {
  const [open, setOpen] = useState(true)
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    return (
      <span className={css.line}>
        <span className={css.key}>{name}</span> <Leaf value={value} />
      </span>
    )
  }
  const count = Object.keys(value).length
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={css.key}>
        {name}{' '}
        <span className={css.count}>{Array.isArray(value) ? `${count} ${count === 1 ? 'item' : 'items'}` : ''}</span>
      </summary>
      {open && <Entries value={value} />}
    </details>
  )
}

function Leaf({ value }: { value: unknown }) {
  const isText = typeof value === 'string'
  const text = isText ? value : Array.isArray(value) ? 'empty list' : value === null ? 'empty' : JSON.stringify(value)
  return (
    <span className={css.leaf} data-quiet={!isText || text === '' || undefined}>
      {text === '' ? 'empty text' : text.length > 2000 ? `${text.slice(0, 2000)}…` : text}
    </span>
  )
}
