import type { Command } from './command.ts'
import { hasAny, oneNode } from '../../store/selection-is.ts'
import { type Direction, walk } from '../../model/walk.ts'

const WHERE = { Up: 'before', Down: 'after', Left: 'on the left', Right: 'on the right' } as const

export const selectCommands: Command[] = [
  {
    name: 'select-all',
    title: 'Select all',
    group: 'Select',
    shortcuts: ['Mod+A'],
    readOnly: true,
    run: ({ graph, select }) =>
      select(
        graph.nodes.map(({ id }) => id),
        graph.edges.map(({ id }) => id),
      ),
  },
  {
    name: 'select-none',
    title: 'Select nothing',
    group: 'Select',
    shortcuts: ['Escape'],
    readOnly: true,
    when: hasAny,
    run: ({ select }) => select([]),
  },
  ...(['Up', 'Down', 'Left', 'Right'] as const).map(walking),
]

function walking(towards: 'Up' | 'Down' | 'Left' | 'Right'): Command {
  const direction = towards.toLowerCase() as Direction
  return {
    name: `walk-${direction}`,
    title: `Go to the node ${WHERE[towards]}`,
    group: 'Select',
    shortcuts: [`Arrow${towards}`],
    readOnly: true,
    unlisted: true,
    run(editor) {
      const next = walk(editor.index, oneNode(editor), direction)
      if (!next) return
      editor.select([next.id])
      editor.view?.show(next.id, { focus: true })
    },
  }
}
