import { Button, Modal, Stack, TextInput } from '@mantine/core'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import type { Edge, GraphNode } from '@tailorbird/flow/graph/graph'
import { edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { connect, disconnect, mayConnect } from '../../editor/model/changes/connect.ts'
import type { Editor } from '../../editor/store/editor.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { nodesInOrder } from '../../editor/model/node-order.ts'
import { surroundingsOf } from '../../editor/model/workspace.ts'

/** Draws an edge without a mouse: a way out of the node on the left of the arrow, a node on its right. */
export function ConnectMenu({ from }: { from: string }) {
  const store = useEditorStore()
  const editor = useEditor((state) => state)
  const [query, setQuery] = useState('')
  const source = editor.index.node.get(from)
  const type = source && surroundingsOf(editor.workspace).nodeType(source.type)
  if (!source || !type) return null
  const choices = choicesFrom(editor, source, type).filter(({ says }) =>
    says.toLowerCase().includes(query.toLowerCase()),
  )
  const take = (wire: Omit<Edge, 'id'>) => {
    editor.perform(connect({ id: editor.world.newId(), ...wire }))
    close()
  }
  const edges = edgesOutOf(editor.index, from)
  const cut = (edgeId: string) => {
    editor.perform(disconnect([edgeId]))
    close()
  }
  const close = () => {
    store.getState().ask(undefined)
    store.getState().view?.show(from, { focus: true })
  }
  return (
    <Modal opened onClose={close} title={`Connect ${source.label} to…`} returnFocus={false}>
      <Stack gap="sm">
        <TextInput
          aria-label="Find a node"
          placeholder="Find a node"
          data-autofocus
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && choices[0]) take(choices[0].wire)
          }}
        />
        {edges.length > 0 && (
          <Stack gap="xs" role="group" aria-label="Connected now">
            {edges.map((edge) => (
              <Button
                key={edge.id}
                variant="subtle"
                color="gray"
                justify="flex-start"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => cut(edge.id)}
              >
                Cut {portsOfNode(type, source.params)[edge.port] ?? edge.port}: {editor.index.node.get(edge.to)?.label}
              </Button>
            ))}
          </Stack>
        )}
        <Stack gap="xs" role="group" aria-label="Possible connections">
          {choices.map(({ says, wire }) => (
            <Button key={`${wire.port}/${wire.to}`} variant="default" justify="flex-start" onClick={() => take(wire)}>
              {says}
            </Button>
          ))}
          {choices.length === 0 && <p>There is no node further on that it can lead to.</p>}
        </Stack>
        <Button
          variant="subtle"
          justify="flex-start"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => store.getState().ask({ what: 'back', from })}
        >
          Go back to an earlier step…
        </Button>
      </Stack>
    </Modal>
  )
}

function choicesFrom({ graph, index, workspace }: Editor, source: GraphNode, type: NodeDescription) {
  const { nodeType } = surroundingsOf(workspace)
  const targets = nodesInOrder(index).filter(({ node }) => nodeType(node.type)?.kind !== 'trigger')
  return Object.entries(portsOfNode(type, source.params)).flatMap(([port, label]) =>
    targets
      .map(({ node }) => ({ wire: { from: source.id, port, to: node.id }, says: `${label}: ${node.label}` }))
      .filter(({ wire }) => mayConnect(graph, wire)),
  )
}
