import { Failure } from '@tailorbird/flow/node/failure'
import { type Said, said } from '@tailorbird/flow/words/said'

/** A parameter whose value does not fit. */
export const wrongParam = (wrong: Said, field: string): Failure =>
  new Failure(said('param.wrong', { wrong }), { field })
