import { fields } from './en/fields.ts'
import { graph } from './en/graph.ts'
import { input } from './en/input.ts'
import { missing } from './en/missing.ts'
import { runs } from './en/runs.ts'

/** The sentences of this package in English, by code. Only the words rooms of the apps make sentences of it; everybody else
 *  says codes and values. A second language is a second table with the same codes. */
export const english = { ...fields, ...graph, ...input, ...missing, ...runs } as const
export type English = typeof english
