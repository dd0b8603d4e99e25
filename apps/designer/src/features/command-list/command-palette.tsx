import { Group, Kbd, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isPossible, titleOf } from '../../editor/actions/commands/command.ts'
import { commands } from '../../editor/actions/commands/commands.ts'
import { chooseNode, destinationOfClick } from '../../editor/actions/choose-node.ts'
import type { Editor } from '../../editor/store/editor.ts'
import { useEditorStore } from '../../editor/store/editor-context.ts'
import { searchNodes } from '../../editor/model/search-nodes.ts'
import { keysOf } from '../../editor/actions/commands/shortcut.ts'
import css from './command-palette.module.css'

interface Entry {
  key: string
  title: string
  hint: string
  keys: string[]
  run(): void
}

/** Everything by name: commands, nodes of this flow to go to, nodes to add. */
export function CommandPalette() {
  const store = useEditorStore()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const entries = entriesFor(store.getState(), query)
  const close = () => store.getState().ask(undefined)
  const take = (entry: Entry | undefined) => {
    if (!entry) return
    close()
    entry.run()
  }
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      yOffset="12vh"
      centered={false}
      aria-label="Commands"
      returnFocus={false}
    >
      <TextInput
        placeholder="Type a command or the name of a node"
        aria-label="Find a command or a node"
        role="combobox"
        aria-expanded
        aria-controls="command-list"
        aria-activedescendant={entries[at] && `command-${at}`}
        data-autofocus
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(entries[at])
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step === 0 || entries.length === 0) return
          event.preventDefault()
          setAt((at + step + entries.length) % entries.length)
        }}
      />
      <div role="listbox" id="command-list" aria-label="Commands" className={css.list}>
        {entries.map((entry, place) => (
          <div
            key={entry.key}
            id={`command-${place}`}
            role="option"
            aria-selected={place === at}
            className={css.entry}
            onPointerMove={() => setAt(place)}
            onClick={() => take(entry)}
          >
            <span className={css.title}>{entry.title}</span>
            <span className={css.hint}>{entry.hint}</span>
            <Group gap={4}>
              {entry.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </div>
        ))}
      </div>
      {entries.length === 0 && <p>Nothing is called that.</p>}
    </Modal>
  )
}

const MOST = 12

function entriesFor(editor: Editor, query: string): Entry[] {
  const fits = (title: string) =>
    query
      .toLowerCase()
      .split(/\s+/)
      .every((word) => title.toLowerCase().includes(word))
  const deeds = commands
    .filter((command) => !command.unlisted && command.name !== 'commands' && isPossible(command, editor))
    .map((command) => ({
      key: command.name,
      title: titleOf(command, editor),
      words: command.words,
      hint: '',
      keys: command.shortcuts[0] ? keysOf(command.shortcuts[0]) : [],
      run: () => void command.run(editor),
    }))
  const nodes =
    query === ''
      ? []
      : editor.graph.nodes.map(({ id, label }) => ({
          key: id,
          title: label,
          hint: 'Go to',
          keys: [],
          run() {
            editor.select([id])
            editor.view?.show(id, { focus: true })
          },
        }))
  const types =
    query === '' || editor.readOnly
      ? []
      : searchNodes(editor.workspace.catalogue, query).map((type) => ({
          key: type.type,
          title: type.title,
          hint: 'Add',
          keys: [],
          run: () => chooseNode(editor, type, destinationOfClick(editor)),
        }))
  const named = [
    ...deeds.filter(({ title, words = '' }) => fits(`${title} ${words}`)),
    ...nodes.filter(({ title }) => fits(title)),
  ]
  return [...named, ...types].slice(0, MOST)
}
