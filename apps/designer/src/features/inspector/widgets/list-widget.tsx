import { Textarea } from '@mantine/core'
import { type WidgetProps, fixedOf } from '../widget.ts'
import css from './data-widget.module.css'

/** A list of texts or numbers is written one per line; a list of anything else comes from an earlier node. */
export function ListWidget({ field, binding, onChange, id, describedBy, readOnly }: WidgetProps<'list'>) {
  const { kind } = field.of
  if (kind !== 'text' && kind !== 'number') {
    return (
      <p id={id} className={css.none}>
        Choose data from an earlier node.
      </p>
    )
  }
  const value = fixedOf(binding)
  const read = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => (kind === 'number' && line.trim() !== '' && !Number.isNaN(Number(line)) ? Number(line) : line))
  return (
    <Textarea
      id={id}
      aria-describedby={describedBy}
      placeholder="One per line"
      autosize
      minRows={2}
      maxRows={8}
      readOnly={readOnly}
      defaultValue={Array.isArray(value) ? value.join('\n') : ''}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value.trim() === '' ? undefined : { fixed: read(currentTarget.value) })
      }
    />
  )
}
