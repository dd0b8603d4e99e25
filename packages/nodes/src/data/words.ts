import { saying } from '@tailorbird/flow/words/said'
import type { Sentences } from '@tailorbird/flow/words/template'

/** What the nodes for data say when they fail. */
export const words = {
  'code.syntax': '{wrong:said}',
  'code.syntax-at': 'The code cannot be read in line {line}: {error}',
  'code.syntax-somewhere': 'The code cannot be read: {error}',
  'code.threw': '{wrong:said}',
  'code.threw-at': 'The code failed in line {line}: {error}',
  'code.threw-somewhere': 'The code failed: {error}',
  'code.not-json': {
    says: 'What the code returned cannot be kept: {error}.',
    hint: 'Return text, numbers, lists or plain objects.',
  },
  'code.promise': {
    says: 'The code returned a promise. There is nothing to wait for here.',
    hint: 'Return the value itself, without async.',
  },
  'code.time': 'The code ran for more than a quarter of a second and was stopped.',
  'code.memory': 'The code needed more than 32 MB of memory and was stopped.',
  'code.stack': 'The code called itself too often, one call inside the other.',
  'code.crashed': 'The code brought down what it ran in, and was stopped.',
  'code.too-large': 'The code returned more than a million characters.',

  'http.header': '{wrong:said}',
  'header.ours': 'The header "{name}" cannot be sent: it is set by Tailorbird.',
  'header.characters':
    'The header "{name}" cannot be sent: its name or value has characters that a header cannot hold.',
  'http.*': { says: '{answer:said}', hint: '{next:maybe}' },
  'http.compare': 'Compare the address, the headers and what is sent with what the other side expects.',
  'http.answer': 'The other side answered with status {status}.',
  'http.answer-with-text': 'The other side answered with status {status}: {text}',
  'http.url': '{wrong:said}',
  'url.none': '"{url}" is no web address. It begins with https://.',
  'url.protocol': 'Only addresses with https:// or http:// can be called, not "{protocol}".',
  'http.credentials': 'A name and password must not stand in the address. Send them in a header.',
  'http.inside': {
    says: '"{host}" leads into the network Tailorbird runs in, which flows must not reach.',
    hint: 'An administrator can allow this host with the setting TAILORBIRD_ALLOW_HOSTS.',
  },
  'http.redirect': 'The address sends on to something that is no address.',
  'http.redirects': 'The address sends on to another more than {most} times. Give the last one.',
  'http.time': '"{host}" has not answered in 30 seconds.',
  'http.unreachable': '{why:said}',
  'http.no-such-host': '"{host}" could not be reached. There is no such host ({code}).',
  'http.broke-off': '"{host}" could not be reached. The connection broke off ({code}).',
  'http.too-large': 'The answer is larger than 1 MB, which is more than is kept.',
  'http.cannot-look': 'Tailorbird cannot look at the other side whether this request arrived. Look there, then decide.',

  'transform.step': '{wrong:said}',
  'transform.no-comparison': 'A step that keeps only some needs a comparison.',
  'transform.empty-batch': 'A batch needs at least one item. Set how many it shall hold.',
} as const satisfies Sentences

export const said = saying<typeof words>()
