import { z } from 'zod'
import { Problem } from '@tailorbird/flow/graph/problem'

/** A problem of a flow, with the sentence for people. */
export const ProblemInWords = Problem.extend({ message: z.string() })
export type ProblemInWords = z.infer<typeof ProblemInWords>

/** The body of every refusal, as RFC 9457 has it (`application/problem+json`), with what we add. */
export const ProblemBody = z.object({
  /** Stable, e.g. `tailorbird:flow-has-problems`. */
  type: z.string(),
  /** The kind of refusal in a few words. */
  title: z.string(),
  status: z.number().int(),
  /** What is wrong and what to do, in a sentence. */
  detail: z.string(),
  /** Which fields of the request are wrong. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What is wrong with the flow. */
  problems: z.array(ProblemInWords).optional(),
})
export type ProblemBody = z.infer<typeof ProblemBody>
