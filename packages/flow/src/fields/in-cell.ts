import type { Cell } from './decisions.ts'
import { type Said, said } from '../words/said.ts'

/** The same, with the place in the decision table before it. */
export function inCell({ row, column }: Cell, wrong: Said): Said {
  if (row === undefined) return said('decisions.in-column', { column, wrong })
  return row === 'default'
    ? said('decisions.in-default-cell', { column, wrong })
    : said('decisions.in-cell', { row, column, wrong })
}
