import { field } from '@tailorbird/flow/fields/field'
import { defineTrigger } from '@tailorbird/flow/node/node-type'

export const webhook = defineTrigger({
  type: 'start.webhook',
  title: 'Webhook',
  summary: 'Starts a run when another system calls an address.',
  group: 'Start',
  icon: 'webhook',
  keywords: ['http', 'url', 'call', 'post', 'request', 'api', 'callback'],
  sentence: 'When its address is called',
  source: 'webhook',
  webhook: ({ method = 'POST', secretHeader: proof = 'none' }) => ({ method, proof }),
  params: {
    method: field.choice({
      label: 'Method',
      options: { POST: 'POST', GET: 'GET', PUT: 'PUT', any: 'Any' },
      initial: 'POST',
      optional: true,
    }),
    secretHeader: field.choice({
      label: 'Callers prove themselves',
      options: {
        none: 'Not at all: whoever knows the address may call',
        header: 'With the secret in the header X-Tailorbird-Secret',
        signature: 'With an HMAC-SHA256 of the body in the header X-Tailorbird-Signature',
      },
      initial: 'none',
      optional: true,
    }),
    fields: field.fieldList({
      label: 'Fields of the body',
      hint: 'They can be used as data pills, and a call that lacks one is refused.',
      optional: true,
    }),
  },
  output: {
    body: field.object({ label: 'Body', fields: {}, fieldsFrom: 'fields' }),
    query: field.any({ label: 'Query' }),
    headers: field.any({ label: 'Headers' }),
    method: field.text({ label: 'Method' }),
  },
})
