import { Group, Kbd, Modal, Table, Title } from '@mantine/core'
import type { Command } from '../../editor/actions/commands/command.ts'
import { titleOf } from '../../editor/actions/commands/command.ts'
import { commands } from '../../editor/actions/commands/commands.ts'
import { useEditorStore } from '../../editor/store/editor-context.ts'
import { keysOf } from '../../editor/actions/commands/shortcut.ts'

const GROUPS: readonly Command['group'][] = ['Flow', 'Edit', 'Select', 'View']

/** Every shortcut there is, made from the list that binds them. */
export function ShortcutsSheet() {
  const store = useEditorStore()
  return (
    <Modal opened onClose={() => store.getState().ask(undefined)} title="Keyboard shortcuts" size="lg">
      {GROUPS.map((group) => (
        <section key={group} aria-label={group}>
          <Title order={3} mt="md" mb="xs">
            {group}
          </Title>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {commands
                .filter((command) => command.group === group && command.shortcuts.length > 0)
                .map((command) => (
                  <Table.Tr key={command.name}>
                    <Table.Td>{titleOf(command, store.getState())}</Table.Td>
                    <Table.Td align="right">
                      <Keys of={command} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              {BY_MOUSE.filter((hint) => hint.group === group).map(({ title, keys }) => (
                <Table.Tr key={title}>
                  <Table.Td>{title}</Table.Td>
                  <Table.Td align="right">{keys}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
      <p>Keys without Ctrl or ⌘ work while the canvas has the focus.</p>
    </Modal>
  )
}

const BY_MOUSE: readonly { group: Command['group']; title: string; keys: string }[] = [
  { group: 'Select', title: 'Select several', keys: 'Drag on the empty canvas, or Shift + click' },
  { group: 'View', title: 'Move the canvas', keys: 'Space + drag, middle button, or scroll' },
  { group: 'View', title: 'Zoom', keys: 'Ctrl or ⌘ + scroll' },
]

function Keys({ of: { shortcuts } }: { of: Command }) {
  return (
    <Group gap={8} justify="flex-end">
      {shortcuts.map((shortcut) => (
        <Group key={shortcut} gap={4}>
          {keysOf(shortcut).map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </Group>
      ))}
    </Group>
  )
}
