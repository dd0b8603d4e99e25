import { field } from '../field.ts'
import { PRESENCE } from './comparisons.ts'
import { asItIs, type Kind, only } from './kind.ts'

export const files: Kind<'files'> = {
  edited: 'group',
  takesPill: true,
  readsAsText: false,
  fits: only('files'),
  operators: PRESENCE,
  within: (_, key) => (typeof key === 'number' ? FILE : undefined),
  read: asItIs,
  isMade: false,
}

const FILE = field.object({
  label: 'File',
  fields: {
    id: field.text({ label: 'File id' }),
    name: field.text({ label: 'File name' }),
    type: field.text({ label: 'Media type' }),
    size: field.number({ label: 'Size in bytes' }),
  },
})
