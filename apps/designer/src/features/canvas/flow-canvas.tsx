import { useComputedColorScheme } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Suspense, lazy } from 'react'
import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider, SelectionMode, useStore } from 'reactflow'
import 'reactflow/dist/style.css'
import { GRID } from '../../editor/model/canvas/card-size.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { CanvasControls } from './canvas-controls.tsx'
import { CanvasMap } from './map/canvas-map.tsx'
import { Card } from './card/card.tsx'
import css from './flow-canvas.module.css'
import { RunAnnouncer } from './run-announcer.tsx'
import { ThreadEdge } from './thread-edge.tsx'
import { useCanvasConnecting } from './pointing/use-canvas-connecting.ts'
import { useCanvasDrops } from './pointing/use-canvas-drops.ts'
import { useCanvasEdges, useCanvasNodes } from './pointing/use-canvas-nodes.ts'
import { useCanvasPointing } from './pointing/use-canvas-pointing.ts'
import { useCanvasView } from './map/use-canvas-view.ts'

/** Only large flows are looked at from so far away. */
const LoopFrames = lazy(async () => ({ default: (await import('./loops/loop-frames.tsx')).LoopFrames }))
const FarView = lazy(async () => ({ default: (await import('./map/far-view.tsx')).FarView }))

const nodeTypes = { card: Card }
const edgeTypes = { thread: ThreadEdge }
const MULTI = ['Shift', 'Meta', 'Control']
const MIDDLE_BUTTON = [1]
const EVERY_BUTTON = [0, 1]
const GRID_SQUARE: [number, number] = [GRID, GRID]

/** More cards than this are drawn only where they are seen, and as a mere drawing from far away. */
const MANY = 150
/** Below this zoom a large flow is a drawing. */
const FAR = 0.4
const isFar = ({ transform }: { transform: [number, number, number] }) => transform[2] < FAR

/** The flow as threads between cards. */
export function FlowCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  )
}

function Canvas() {
  const store = useEditorStore()
  const scheme = useComputedColorScheme('light')
  const byTouch = useMediaQuery('(pointer: coarse)') ?? false
  const readOnly = useEditor((editor) => editor.readOnly)
  const isLarge = useEditor((editor) => editor.graph.nodes.length > MANY)
  const hasLoops = useEditor((editor) => editor.index.bodies.size > 1)
  const far = useStore(isFar) && isLarge
  const { nodes, onNodesChange, onDragEnd } = useCanvasNodes()
  const edges = useCanvasEdges()
  const connecting = useCanvasConnecting()
  const drops = useCanvasDrops()
  const pointing = useCanvasPointing(far)
  const { surface, onDrop } = { surface: useCanvasView(), onDrop: drops.spliceWhenDropped }

  return (
    <section
      className={css.canvas}
      aria-label="Canvas"
      data-canvas
      data-far={far || undefined}
      tabIndex={-1}
      ref={surface}
      {...drops.surface}
      {...pointing.surface}
    >
      <ReactFlow
        nodes={far ? NONE : nodes}
        edges={far ? NONE : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        onNodesChange={onNodesChange}
        onNodeDragStop={(event, node, moved) => {
          onDragEnd(event, node, moved)
          onDrop(event, moved)
        }}
        onSelectionDragStop={(event, moved) => moved[0] && onDragEnd(event.nativeEvent, moved[0], moved)}
        {...connecting}
        {...pointing.flow}
        onlyRenderVisibleElements={isLarge}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        selectionOnDrag={!byTouch}
        panOnDrag={byTouch ? EVERY_BUTTON : MIDDLE_BUTTON}
        panActivationKeyCode="Space"
        panOnScroll
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={MULTI}
        deleteKeyCode={null}
        disableKeyboardA11y
        snapToGrid
        snapGrid={GRID_SQUARE}
        minZoom={0.04}
        maxZoom={2}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        connectionRadius={28}
        // The ends of a thread can be taken and moved; larger, they would cover its plus where cards stand close.
        reconnectRadius={6}
        nodeDragThreshold={2}
        onBlur={undefined}
        onPaneClick={(event) => {
          pointing.flow.onPaneClick(event)
          store.getState().ask(undefined)
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1} />
        {far ? (
          <Suspense>
            <FarView />
          </Suspense>
        ) : (
          hasLoops && (
            <Suspense>
              <LoopFrames nodes={nodes} />
            </Suspense>
          )
        )}
        <CanvasMap />
        <CanvasControls />
      </ReactFlow>
      <RunAnnouncer />
    </section>
  )
}

const NONE: never[] = []
