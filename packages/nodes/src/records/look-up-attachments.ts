import { field } from '@tailorbird/flow/fields/field'
import { defineAction } from '@tailorbird/flow/node/node-type'

export const lookUpAttachments = defineAction({
  type: 'records.look-up-attachments',
  title: 'Look Up Attachments',
  summary: 'Finds the files attached to a record, for a post or a message.',
  group: 'Records',
  icon: 'paperclip',
  keywords: ['files', 'images', 'media', 'picture', 'attachment'],
  sentence: 'Find {kind} of {record}',
  effect: 'reads',
  params: {
    record: field.record({ label: 'Record' }),
    kind: field.choice({
      label: 'Which files',
      options: { images: 'Images', videos: 'Videos and GIFs', all: 'All files' },
      initial: 'images',
    }),
    nameContains: field.text({ label: 'Name contains', optional: true, advanced: true }),
    most: field.number({
      label: 'At most',
      unit: 'files',
      min: 1,
      max: 100,
      integer: true,
      optional: true,
      advanced: true,
    }),
  },
  output: {
    files: field.files({ label: 'Files' }),
    count: field.number({ label: 'How many' }),
  },
  async run({ params: { record, kind, nameContains = '', most = 100 }, files }) {
    const all = await files.ofRecord(record.id)
    const found = all
      .filter(({ type }) => KINDS[kind](type))
      .filter(({ name }) => name.toLowerCase().includes(nameContains.toLowerCase()))
      .slice(0, most)
    return { files: found, count: found.length }
  },
})

const KINDS = {
  images: (type: string) => type.startsWith('image/') && type !== 'image/gif',
  videos: (type: string) => type.startsWith('video/') || type === 'image/gif',
  all: () => true,
}
