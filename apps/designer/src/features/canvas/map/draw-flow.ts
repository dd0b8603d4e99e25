import type { Graph } from '@tailorbird/flow/graph/graph'
import { CARD } from '../../../editor/model/canvas/card-size.ts'
import type { RunView } from '../../../editor/model/run/run-view.ts'
import type { LoopFrame } from '../../../editor/model/canvas/loop-frames.ts'
import { lookOfStep } from '../../../editor/model/run/run-look.ts'
import type { ProblemInWords } from '@tailorbird/contract/problem-body'

export interface Drawing {
  graph: Graph
  /** Around what loops repeat, the outer ones first. */
  frames: readonly LoopFrame[]
  selected: ReadonlySet<string>
  problems: ReadonlyMap<string, readonly ProblemInWords[]>
  steps: RunView['steps'] | undefined
  /** Computed values of the style sheet's colours. */
  colours: Record<'card' | 'frame' | 'line' | 'thread' | 'accent' | 'waiting' | 'failed' | 'done' | 'text', string>
}

interface Frame {
  x: number
  y: number
  zoom: number
}

/** Draws a whole flow with a few strokes: some thousand cards take a few milliseconds, where as many elements take a second. */
export function drawFlow(
  pen: CanvasRenderingContext2D,
  { graph, frames, selected, problems, steps, colours }: Drawing,
  { x, y, zoom }: Frame,
) {
  const place = new Map(
    graph.nodes.map(({ id, position }) => [id, { left: position.x * zoom + x, top: position.y * zoom + y }]),
  )
  const width = CARD.width * zoom
  const height = CARD.height * zoom

  drawFrames(pen, { frames, colours }, { x, y, zoom })
  pen.lineWidth = Math.max(0.75, 2 * zoom)
  pen.strokeStyle = colours.thread
  pen.beginPath()
  for (const { from, to } of graph.edges) {
    const start = place.get(from)
    const end = place.get(to)
    if (!start || !end) continue
    pen.moveTo(start.left + width / 2, start.top + height)
    pen.lineTo(end.left + width / 2, end.top)
  }
  pen.stroke()

  const colourOf = (id: string) => {
    const step = steps?.get(id)
    const tone = step && lookOfStep(step.status).tone
    if (tone === 'failed' || tone === 'done' || tone === 'waiting') return colours[tone]
    if (tone === 'doubt') return colours.waiting
    if (selected.has(id)) return colours.accent
    return problems.has(id) ? colours.waiting : colours.line
  }
  pen.fillStyle = colours.card
  for (const { id } of graph.nodes) {
    const spot = place.get(id)
    if (
      !spot ||
      spot.left > pen.canvas.width ||
      spot.top > pen.canvas.height ||
      spot.left < -width ||
      spot.top < -height
    )
      continue
    pen.strokeStyle = colourOf(id)
    pen.lineWidth = selected.has(id) ? 2 : 1
    // Smaller than this, frames would run together: a card is a stroke of its colour.
    if (height < 5) pen.fillStyle = pen.strokeStyle
    pen.fillRect(spot.left, spot.top, Math.max(1, width), Math.max(1, height))
    if (height >= 5) pen.strokeRect(spot.left, spot.top, width, height)
  }
  if (zoom < 0.2) return
  pen.fillStyle = colours.text
  pen.font = `600 ${30 * zoom}px Inter Variable, sans-serif`
  for (const { id, label } of graph.nodes) {
    const spot = place.get(id)
    if (
      !spot ||
      spot.left > pen.canvas.width ||
      spot.top > pen.canvas.height ||
      spot.left < -width ||
      spot.top < -height
    )
      continue
    pen.fillText(label.slice(0, 20), spot.left + 12 * zoom, spot.top + 54 * zoom, width - 24 * zoom)
  }
}

function drawFrames(
  pen: CanvasRenderingContext2D,
  { frames, colours }: Pick<Drawing, 'frames' | 'colours'>,
  { x, y, zoom }: Frame,
) {
  pen.lineWidth = Math.max(1, 2 * zoom)
  pen.strokeStyle = colours.thread
  pen.setLineDash([6, 4])
  for (const frame of frames) {
    const left = frame.x * zoom + x
    const top = frame.y * zoom + y
    pen.beginPath()
    pen.roundRect(left, top, frame.width * zoom, frame.height * zoom, 16 * zoom)
    // As faint as near by; each loop within a loop is a shade darker.
    pen.globalAlpha = 0.05
    pen.fillStyle = colours.frame
    pen.fill()
    pen.globalAlpha = 1
    pen.stroke()
  }
  pen.setLineDash([])
}

export function coloursOf(element: Element): Drawing['colours'] {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    card: colour('--surface'),
    frame: colour('--accent'),
    line: colour('--thread'),
    thread: colour('--thread'),
    accent: colour('--accent'),
    waiting: colour('--waiting'),
    failed: colour('--alarm'),
    done: colour('--good'),
    text: colour('--ink'),
  }
}
