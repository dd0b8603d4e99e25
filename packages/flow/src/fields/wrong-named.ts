import { z } from 'zod'
import { issue, saidByIssue } from '../words/issue.ts'
import { type Said, said } from '../words/said.ts'
import type { Field, FieldOf } from './field.ts'
import { Assignment, Case, NamedField } from './named-field.ts'

type NamedKind = 'fieldList' | 'assignments' | 'flowInputs' | 'cases'

/** What is wrong with values that carry names of the author's choosing. Assignments come here twice: as the list
 *  that stands in the flow, and as the object that was made of it; the object was checked while it was made. */
export function wrongNamed(field: Field & FieldOf<NamedKind>, value: unknown): Said | undefined {
  const bound = field.kind === 'assignments' || field.kind === 'flowInputs'
  if (bound && typeof value === 'object' && !Array.isArray(value)) return undefined
  const { data: entries, error } = LISTS[field.kind].safeParse(value)
  if (error) return inOurWords(field, error)
  if (entries.length === 0 && field.kind === 'cases') return said('cases.none')
  if (field.kind === 'assignments' && field.ways) return undefined
  const twice = firstTwice(entries.map((entry) => ('port' in entry ? entry.port : entry.key)))
  if (twice === undefined) return undefined
  return field.kind === 'cases' ? said('case.same-way-out') : said('named.twice', { key: twice, label: field.label })
}

const TAKEN_PORTS = ['default', 'error', 'out']

const LISTS = {
  fieldList: z.array(NamedField).max(100),
  assignments: z.array(Assignment).max(100),
  flowInputs: z.array(Assignment).max(100),
  cases: z
    .array(Case)
    .max(50)
    .refine((cases) => cases.every(({ port }) => !TAKEN_PORTS.includes(port)), issue('case.taken-way-out')),
}

/** What the schema says by itself would say nothing to the author. */
function inOurWords({ label, kind }: Field, { issues: [found] }: z.ZodError): Said {
  if (found?.code === 'too_big') return said('field.holds-at-most', { label, max: String(found.maximum) })
  if (kind === 'cases' && found?.path.includes('condition')) return said('case.condition')
  return (found && saidByIssue(found)) ?? said('field.incomplete', { label })
}

function firstTwice(names: readonly string[]) {
  return names.find((name, index) => names.indexOf(name) < index)
}
