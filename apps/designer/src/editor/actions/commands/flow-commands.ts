import type { Command } from './command.ts'

export const flowCommands: Command[] = [
  {
    name: 'save',
    title: 'Save',
    group: 'Flow',
    shortcuts: ['Mod+S'],
    inDialogs: true,
    run: (editor) => editor.save(),
  },
  {
    name: 'test',
    title: 'Test…',
    group: 'Flow',
    shortcuts: ['Mod+Enter'],
    run: ({ show }) => show({ rightTab: 'test' }),
  },
  { name: 'publish', title: 'Publish…', group: 'Flow', shortcuts: [], run: ({ ask }) => ask({ what: 'publish' }) },
  {
    name: 'settings',
    title: 'Flow settings…',
    group: 'Flow',
    shortcuts: [],
    readOnly: true,
    run: ({ ask }) => ask({ what: 'settings' }),
  },
  {
    name: 'problems',
    title: 'Show problems',
    group: 'Flow',
    shortcuts: ['Mod+Shift+M'],
    run: ({ show }) => show({ rightTab: 'problems' }),
  },
  {
    name: 'commands',
    title: 'Find a command or a node…',
    group: 'Flow',
    shortcuts: ['Mod+K'],
    readOnly: true,
    run: ({ ask }) => ask({ what: 'commands' }),
  },
  {
    name: 'shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Flow',
    shortcuts: ['?'],
    readOnly: true,
    run: ({ ask }) => ask({ what: 'shortcuts' }),
  },
]
