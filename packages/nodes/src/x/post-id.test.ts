import { Failure } from '@tailorbird/flow/node/failure'
import { expect, test } from 'vitest'
import { postIdIn } from './post-id.ts'
import { says } from '../testing/says.ts'

test.each([
  '1234567890',
  '  1234567890 ',
  'https://x.com/tailorbird_hq/status/1234567890',
  'https://x.com/tailorbird_hq/status/1234567890?s=20',
  'https://x.com/tailorbird_hq/status/1234567890/photo/1',
  'https://twitter.com/i/status/1234567890#top',
  'http://127.0.0.1:4002/@tailorbird_hq#post-1234567890',
])('the id is found in "%s"', (text) => expect(postIdIn(text)).toBe('1234567890'))

test.each(['', 'yes', 'post 12', '12345678901234567890', 'https://x.com/user42', 'https://x.com/a/status/', '1,2'])(
  '"%s" is refused in words',
  (text) => {
    expect(() => postIdIn(text)).toThrow(Failure)
    expect(says(() => postIdIn(text))).toContain('neither the address of a post nor its id')
  },
)
