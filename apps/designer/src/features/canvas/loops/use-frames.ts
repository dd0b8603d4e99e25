import { useMemo } from 'react'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { loopFrames } from '../../../editor/model/canvas/loop-frames.ts'

/** The frames around what loops repeat, where nothing is being dragged. */
export function useFrames() {
  const index = useEditor((editor) => editor.index)
  return useMemo(() => loopFrames(index, new Map(index.graph.nodes.map(({ id, position }) => [id, position]))), [index])
}
