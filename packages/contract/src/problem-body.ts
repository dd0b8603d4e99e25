import { z } from 'zod'
import { Problem } from '@tailorbird/flow/graph/problem'

/** A problem of a flow, with the sentence for people. */
export const ProblemInWords = Problem.extend({ message: z.string() })
export type ProblemInWords = z.infer<typeof ProblemInWords>

const Values = z.record(z.string(), z.unknown())

/** A field of the request that is wrong, and why. */
export const WrongField = z.object({ path: z.string(), message: z.string(), code: z.string(), values: Values })
export type WrongField = z.infer<typeof WrongField>

/** The body of every refusal, as RFC 9457 has it (`application/problem+json`), with what we add. */
export const ProblemBody = z.object({
  /** Stable, e.g. `tailorbird:flow-has-problems`. */
  type: z.string(),
  /** The kind of refusal in a few words. */
  title: z.string(),
  status: z.number().int(),
  /** What is wrong and what to do, in a sentence. */
  detail: z.string(),
  /** The sentence in `detail` as data: its code, and the values that stand in it. */
  code: z.string(),
  values: Values,
  /** Which fields of the request are wrong. */
  errors: z.array(WrongField).optional(),
  /** What is wrong with the flow. */
  problems: z.array(ProblemInWords).optional(),
})
export type ProblemBody = z.infer<typeof ProblemBody>
