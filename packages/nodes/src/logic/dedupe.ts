import { field } from '@tailorbird/flow/fields/field'
import { defineBranch } from '@tailorbird/flow/node/node-type'
import { keyText } from './key-text.ts'

export const dedupe = defineBranch({
  type: 'logic.dedupe',
  title: 'Only the first time',
  summary: 'Goes one way for what is new and another for what was here before.',
  group: 'Logic',
  icon: 'branch',
  keywords: ['duplicate', 'deduplicate', 'unique', 'once', 'seen', 'repeat'],
  sentence: 'Is {key} new?',
  uses: ['seenKeys'],
  params: {
    key: field.any({ label: 'What must not come twice', hint: 'For example the id of a post, or a link.' }),
    days: field.number({
      label: 'Remember it for',
      unit: 'days',
      min: 1,
      max: 365,
      integer: true,
      initial: 30,
      optional: true,
    }),
  },
  ports: { new: 'When it is new', seen: 'When it was here before' },
  choose: async ({ params: { key, days = 30 }, services }) =>
    (await services.seenKeys.isNew(keyText(key), days * 86_400)) ? 'new' : 'seen',
})
