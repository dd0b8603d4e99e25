import { words as data } from './data/words.ts'
import { words as logic } from './logic/words.ts'
import { words as start } from './start/words.ts'
import { words as x } from './x/words.ts'

/** The sentences of all nodes, by code. */
export const words = { ...data, ...logic, ...start, ...x } as const
