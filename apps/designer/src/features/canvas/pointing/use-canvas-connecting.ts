import { type OnConnect, type OnConnectEnd, type OnReconnect, useReactFlow } from 'reactflow'
import type { Connection } from 'reactflow'
import type { CanvasEdge } from '../../../editor/model/canvas/canvas-edges.ts'
import { connect, disconnect, mayConnect, reconnect } from '../../../editor/model/changes/connect.ts'
import { useEditorStore } from '../../../editor/store/editor-context.ts'

/** Drawing a thread from port to port; onto a card; or into nowhere, which opens the palette wired to the port. */
export function useCanvasConnecting() {
  const store = useEditorStore()
  const flow = useReactFlow()

  const isValidConnection = (connection: Connection | CanvasEdge) =>
    mayConnect(store.getState().graph, endsOf(connection))

  const onConnect: OnConnect = (connection) => {
    const { perform, world } = store.getState()
    perform(connect({ id: world.newId(), ...endsOf(connection) }))
  }

  const onConnectEnd: OnConnectEnd = (event, { fromHandle, fromNode, toHandle }) => {
    if (toHandle || !fromHandle || !fromNode || fromHandle.type !== 'source') return
    const { clientX, clientY } =
      'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
    const wire = { from: fromNode.id, port: fromHandle.id ?? 'out' }
    const { perform, ask, world, graph } = store.getState()
    const cardId = cardAt(clientX, clientY)
    if (cardId !== undefined) {
      if (mayConnect(graph, { ...wire, to: cardId })) perform(connect({ id: world.newId(), ...wire, to: cardId }))
      return
    }
    const position = flow.screenToFlowPosition({ x: clientX, y: clientY })
    ask({
      what: 'add',
      destination: { wire, position: { x: position.x - 132, y: position.y } },
      at: { left: clientX, top: clientY },
    })
  }

  const onReconnect: OnReconnect<CanvasEdge> = (old, connection) => {
    store.getState().perform(reconnect(old.id, { id: store.getState().world.newId(), ...endsOf(connection) }))
  }
  /** An end that is pulled off and let go in the open cuts the thread. */
  const onReconnectEnd = (
    _event: MouseEvent | TouchEvent,
    edge: CanvasEdge,
    _side: unknown,
    { isValid }: { isValid: boolean | null },
  ) => {
    if (!isValid) store.getState().perform(disconnect([edge.id]))
  }

  return { isValidConnection, onConnect, onConnectEnd, onReconnect, onReconnectEnd }
}

const endsOf = ({
  source,
  sourceHandle,
  target,
}: Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null }) => ({
  from: source,
  port: sourceHandle ?? 'out',
  to: target,
})

function cardAt(x: number, y: number): string | undefined {
  const card = document.elementFromPoint(x, y)?.closest('.react-flow__node')
  return card?.getAttribute('data-id') ?? undefined
}
