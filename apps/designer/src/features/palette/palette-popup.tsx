import { TextInput } from '@mantine/core'
import { useClickOutside } from '@mantine/hooks'
import { IconArrowBackUp, IconSearch } from '@tabler/icons-react'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { useState } from 'react'
import type { Asking } from '../../editor/store/asking.ts'
import { chooseNode } from '../../editor/actions/choose-node.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { iconOf } from '../../editor/model/node-look.ts'
import { searchNodes } from '../../editor/model/search-nodes.ts'
import css from './palette-popup.module.css'

const WIDTH = 320
const HEIGHT = 400

/** The palette where it is wanted: on a port, in an edge, at the end of a thread that was let go. */
export function PalettePopup({ asking }: { asking: Asking & { what: 'add' } }) {
  const store = useEditorStore()
  const catalogue = useEditor((editor) => editor.workspace.catalogue)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const close = () => store.getState().ask(undefined)
  const box = useClickOutside(close, ['pointerdown'])
  const { destination } = asking
  const { wire } = destination
  const isWired = destination.wire !== undefined || destination.edgeId !== undefined
  const found = searchNodes(catalogue, query).filter(({ kind }) => !isWired || kind !== 'trigger')
  const take = (type: NodeDescription | undefined) => type && chooseNode(store.getState(), type, destination)
  return (
    <div
      ref={box}
      className={css.popup}
      role="dialog"
      aria-label="Add a node"
      style={{ ...place(asking.at), width: WIDTH, maxHeight: HEIGHT }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
        const from = destination.wire?.from
        if (from !== undefined) store.getState().view?.show(from, { focus: true })
      }}
    >
      <TextInput
        placeholder="Find a node"
        aria-label="Find a node to add"
        role="combobox"
        aria-expanded
        aria-controls="palette-options"
        aria-activedescendant={found[at] && `palette-option-${at}`}
        autoFocus
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(found[at])
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step === 0 || found.length === 0) return
          event.preventDefault()
          const next = (at + step + found.length) % found.length
          setAt(next)
          document.getElementById(`palette-option-${next}`)?.scrollIntoView({ block: 'nearest' })
        }}
      />
      <div role="listbox" id="palette-options" aria-label="Nodes" className={css.options}>
        {found.map((type, number) => (
          <Option
            key={type.type}
            type={type}
            number={number}
            active={number === at}
            onPoint={() => setAt(number)}
            onTake={() => take(type)}
          />
        ))}
      </div>
      {found.length === 0 && <p className={css.none}>No node is called that.</p>}
      {wire && isAbout(GO_BACK, query) && (
        <button
          type="button"
          className={css.back}
          onClick={() => store.getState().ask({ what: 'back', from: wire.from, port: wire.port })}
        >
          <IconArrowBackUp size={18} stroke={1.75} aria-hidden />
          Go back to an earlier step…
        </button>
      )}
    </div>
  )
}

const GO_BACK = 'go back to an earlier step again retry from here loop back repeat'
const isAbout = (words: string, query: string) =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word))

interface OptionProps {
  type: NodeDescription
  number: number
  active: boolean
  onPoint(): void
  onTake(): void
}

function Option({ type, number, active, onPoint, onTake }: OptionProps) {
  const Icon = iconOf(type)
  return (
    <div
      id={`palette-option-${number}`}
      role="option"
      aria-selected={active}
      aria-label={type.title}
      className={css.option}
      onPointerMove={onPoint}
      onClick={onTake}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
      <span>
        <span className={css.title}>{type.title}</span>
        <span className={css.summary}>{type.summary}</span>
      </span>
    </div>
  )
}

/** Beside the point, but always wholly on the screen. */
const place = ({ left, top }: { left: number; top: number }) => ({
  left: Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8)),
  top: Math.max(8, Math.min(top, window.innerHeight - HEIGHT - 8)),
})
