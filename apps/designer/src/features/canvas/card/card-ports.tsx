import { IconPlus } from '@tabler/icons-react'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { Handle } from 'reactflow'
import { HANDLE, type PortPlace, portPlaces } from '../../../editor/model/canvas/canvas-nodes.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import css from './card-ports.module.css'

interface CardPortsProps {
  node: GraphNode
  type: NodeDescription | undefined
}

/** Where threads go in and out. A way out that leads nowhere yet offers a plus. */
export function CardPorts({ node, type }: CardPortsProps) {
  const readOnly = useEditor((editor) => editor.readOnly)
  const wired = useEditor((editor) =>
    edgesOutOf(editor.index, node.id)
      .map(({ port }) => port)
      .join(' '),
  )
  return portPlaces(type, node.params).map((place) => {
    const isOpen = place.port !== 'in' && !wired.split(' ').includes(place.port)
    return (
      <div
        key={place.port}
        className={css.port}
        data-port={place.port}
        data-open={isOpen || undefined}
        data-kind={type?.kind}
      >
        <Handle
          id={place.port}
          type={place.port === 'in' ? 'target' : 'source'}
          position={place.side}
          className={css.handle}
          style={{ left: place.x - HANDLE / 2, top: place.y - HANDLE / 2 }}
          isConnectable={!readOnly}
          title={place.port === 'in' ? undefined : place.label}
        />
        {place.port !== 'in' && (
          <span className={css.name} style={{ left: place.x, top: place.y, maxWidth: place.room }} title={place.label}>
            {place.label}
          </span>
        )}
        {isOpen && !readOnly && <AddAfter node={node} place={place} />}
      </div>
    )
  })
}

function AddAfter({ node, place }: { node: GraphNode; place: PortPlace }) {
  const store = useEditorStore()
  const way = place.port === 'out' ? '' : `, way "${place.label}"`
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${css.plus} nodrag nopan`}
      style={{ left: place.x, top: place.y }}
      aria-label={`Add a node after ${node.label}${way}`}
      onClick={(event) => {
        event.stopPropagation()
        const { right, top } = event.currentTarget.getBoundingClientRect()
        store.getState().ask({
          what: 'add',
          destination: { wire: { from: node.id, port: place.port } },
          at: { left: right + 8, top },
        })
      }}
    >
      <IconPlus size={14} aria-hidden />
    </button>
  )
}
