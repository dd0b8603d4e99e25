import type { Command } from './command.ts'
import { editCommands } from './edit-commands.ts'
import { flowCommands } from './flow-commands.ts'
import { loopCommands } from './loop-commands.ts'
import { moveCommands } from './move-commands.ts'
import { selectCommands } from './select-commands.ts'
import { testCommands } from './test-commands.ts'
import { viewCommands } from './view-commands.ts'

/** The one list. */
export const commands: readonly Command[] = [
  ...flowCommands,
  ...testCommands,
  ...editCommands,
  ...loopCommands,
  ...moveCommands,
  ...selectCommands,
  ...viewCommands,
]

export function commandNamed(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) throw new Error(`There is no command "${name}".`)
  return command
}
