import { GRID } from '../../model/canvas/card-size.ts'
import { moveNodes } from '../../model/changes/edit-node.ts'
import type { Command } from './command.ts'
import { hasNodes } from '../../store/selection-is.ts'

const STEP = {
  Up: { x: 0, y: -GRID },
  Down: { x: 0, y: GRID },
  Left: { x: -GRID, y: 0 },
  Right: { x: GRID, y: 0 },
} as const

export const moveCommands: Command[] = (['Up', 'Down', 'Left', 'Right'] as const).map(nudge)

function nudge(towards: 'Up' | 'Down' | 'Left' | 'Right'): Command {
  return {
    name: `move-${towards.toLowerCase()}`,
    title: `Move ${towards.toLowerCase()}`,
    group: 'Edit',
    shortcuts: [`Alt+Arrow${towards}`],
    unlisted: true,
    when: hasNodes,
    run({ graph, selectedNodes, perform }) {
      const chosen = graph.nodes.filter(({ id }) => selectedNodes.has(id))
      const { x, y } = STEP[towards]
      const places = new Map(chosen.map(({ id, position }) => [id, { x: position.x + x, y: position.y + y }]))
      perform({ ...moveNodes(places), merge: `nudge ${[...places.keys()].join()}` })
    },
  }
}
