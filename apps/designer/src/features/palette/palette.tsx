import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { useState } from 'react'
import { chooseNode, destinationOfClick } from '../../editor/actions/choose-node.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { searchNodes } from '../../editor/model/search-nodes.ts'
import { PaletteItem } from './palette-item.tsx'
import css from './palette.module.css'

/** Everything a flow can be made of. Drag it onto the canvas, or click to hang it on the thread. */
export function Palette() {
  const store = useEditorStore()
  const catalogue = useEditor((editor) => editor.workspace.catalogue)
  const [query, setQuery] = useState('')
  const found = searchNodes(catalogue, query)
  const add = (type: NodeDescription) => chooseNode(store.getState(), type, destinationOfClick(store.getState()))
  return (
    <div className={css.palette}>
      <TextInput
        className={css.search}
        placeholder="Find a node"
        aria-label="Find a node"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) add(found[0])
        }}
      />
      <div className={css.groups}>
        {groupsOf(found).map(([group, types]) => (
          <section key={group} aria-label={group}>
            <h2 className={css.heading}>{group}</h2>
            <ul className={css.list}>
              {types.map((type) => (
                <li key={type.type}>
                  <PaletteItem type={type} onChoose={() => add(type)} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {found.length === 0 && <p className={css.none}>No node is called that. Try another word.</p>}
      </div>
    </div>
  )
}

const GROUP_TITLES: Readonly<Record<NodeDescription['group'] | 'Triggers', string>> = {
  Triggers: 'What starts the flow',
  X: 'On X',
  Records: 'Records and files',
  Logic: 'Logic',
  Data: 'Data and the web',
  Start: 'What starts the flow',
}

/** Triggers stand together, whatever they are about: a flow begins with one. */
function groupsOf(types: readonly NodeDescription[]): [string, NodeDescription[]][] {
  const groups = new Map<string, NodeDescription[]>()
  for (const type of types) {
    const title = GROUP_TITLES[type.kind === 'trigger' ? 'Triggers' : type.group]
    groups.set(title, [...(groups.get(title) ?? []), type])
  }
  return [...groups]
}
