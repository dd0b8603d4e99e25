import { Failure } from '@tailorbird/flow/node/failure'
import { said } from './words.ts'

/** The id of a post in what people paste: its address, or the id alone. Throws `Failure`. */
export function postIdIn(text: string): string {
  const [, id] = ADDRESS.exec(text.trim()) ?? []
  if (id !== undefined) return id
  throw new Failure(said('x.no-post-id'), { field: 'post' })
}

/** The id stands alone or at the end of the address of a post; the sandbox writes `#post-` before it. */
const ADDRESS = /^(?:https?:\/\/\S+?(?:\/status\/|#post-))?(\d{1,19})(?:[/?#]\S*)?$/
