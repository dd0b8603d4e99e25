import type { Command } from './command.ts'
import { editCommands } from './commands/edit-commands.ts'
import { flowCommands } from './commands/flow-commands.ts'
import { loopCommands } from './commands/loop-commands.ts'
import { moveCommands } from './commands/move-commands.ts'
import { selectCommands } from './commands/select-commands.ts'
import { testCommands } from './commands/test-commands.ts'
import { viewCommands } from './commands/view-commands.ts'

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
