import { Failure } from '@tailorbird/flow/node/failure'

/** The id of a post in what people paste: its address, or the id alone. Throws `Failure`. */
export function postIdIn(text: string): string {
  const [, id] = ADDRESS.exec(text.trim()) ?? []
  if (id !== undefined) return id
  throw new Failure({
    code: 'x.no-post-id',
    message: 'This is neither the address of a post nor its id, which is a number of up to 19 digits.',
    hint: 'Open the post on X and copy the address of its page.',
    field: 'post',
  })
}

/** The id stands alone or at the end of the address of a post; the sandbox writes `#post-` before it. */
const ADDRESS = /^(?:https?:\/\/\S+?(?:\/status\/|#post-))?(\d{1,19})(?:[/?#]\S*)?$/
