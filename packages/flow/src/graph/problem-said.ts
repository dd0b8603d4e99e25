import { inCell } from '../fields/in-cell.ts'
import type { Said } from '../words/said.ts'
import type { Problem } from './problem.ts'

/** What is told about a problem: of a decision table, with the place in it. */
export const problemSaid = ({ cell, code, values }: Pick<Problem, 'cell' | 'code' | 'values'>): Said =>
  cell ? inCell(cell, { code, values }) : { code, values }
