import type { Command } from './command.ts'

export const viewCommands: Command[] = [
  {
    name: 'zoom-in',
    title: 'Zoom in',
    group: 'View',
    shortcuts: ['+'],
    readOnly: true,
    run: ({ view }) => view?.zoomIn(),
  },
  {
    name: 'zoom-out',
    title: 'Zoom out',
    group: 'View',
    shortcuts: ['-'],
    readOnly: true,
    run: ({ view }) => view?.zoomOut(),
  },
  {
    name: 'fit',
    title: 'Zoom to fit',
    group: 'View',
    shortcuts: ['1'],
    readOnly: true,
    run: ({ view }) => view?.fit(),
  },
]
