import type { Position } from './place-node.ts'

/** What commands may ask of the canvas that is on the screen. */
export interface CanvasView {
  fit(): void
  zoomIn(): void
  zoomOut(): void
  /** Brings a node into sight, if it is not, and gives its card the focus. */
  show(nodeId: string, options?: { focus?: boolean }): void
  /** The middle of what is seen, in the flow's measure. */
  middle(): Position
  /** Where the pointer last was over the canvas, in the flow's measure. */
  pointer(): Position | undefined
  /** Where a card is on the screen. */
  screenOf(nodeId: string): { left: number; top: number } | undefined
}
