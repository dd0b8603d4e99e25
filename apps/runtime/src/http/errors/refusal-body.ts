import type { ProblemBody, WrongField } from '@tailorbird/contract/problem-body'
import type { Problem } from '@tailorbird/flow/graph/problem'
import type { Said } from '@tailorbird/flow/words/said'
import type { FieldRefusal } from '../../ground/refusal.ts'
import { problemInWords } from '../../words/problem-in-words.ts'
import { sentence } from '../../words/sentence.ts'
import { titleOf } from '../../words/title-of.ts'

/** What is refused and why, without words. */
export interface Refused {
  status: number
  /** Stable and machine-readable, e.g. `flow-has-problems`. */
  type: string
  told: Said
  errors?: readonly FieldRefusal[] | undefined
  problems?: readonly Problem[] | undefined
}

/** The body of a refusal: RFC 9457, with the code and values of each sentence beside it. */
export const refusalBody = ({ status, type, told, errors, problems }: Refused): ProblemBody => ({
  type: `tailorbird:${type}`,
  title: titleOf(type, status),
  status,
  detail: sentence(told),
  ...told,
  ...(errors && { errors: errors.map(wrongField) }),
  ...(problems && { problems: problems.map(problemInWords) }),
})

const wrongField = ({ path, wrong }: FieldRefusal): WrongField => ({ path, message: sentence(wrong), ...wrong })
