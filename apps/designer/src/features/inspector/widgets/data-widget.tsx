import { Button } from '@mantine/core'
import { IconArrowBigUpLine } from '@tabler/icons-react'
import { fitsInto } from '@tailorbird/flow/fields/kinds/kinds'
import { flatDataAll } from '../../../editor/model/pills/upstream-data.ts'
import type { WidgetProps } from '../field/widget.ts'
import css from './data-widget.module.css'

/** Records and files always come from an earlier node. The nearest one that fits is one click away. */
export function DataWidget({ field, sources, onChange, readOnly, id }: WidgetProps<'record' | 'files'>) {
  const fitting = flatDataAll(sources).filter(({ item }) => fitsInto(field, item.field))
  const [nearest] = fitting
  if (!nearest) {
    return (
      <p id={id} className={css.none}>
        {field.kind === 'files'
          ? 'No earlier node finds files. Put Look Up Attachments before this one.'
          : 'No earlier node puts out a record.'}
      </p>
    )
  }
  return (
    <Button
      id={id}
      variant="default"
      justify="flex-start"
      fullWidth
      disabled={readOnly}
      leftSection={<IconArrowBigUpLine size={16} aria-hidden />}
      onClick={() => onChange({ pill: nearest.item.pill })}
    >
      Use {nearest.item.label} of {nearest.source.label}
    </Button>
  )
}
