import { Group, NativeSelect, Stack, Switch } from '@mantine/core'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { FlowSettings } from '@tailorbird/flow/graph/graph'
import { useEditor } from '../../editor/store/editor-context.ts'
import { type FlatItem, flatDataAll, visibleData } from '../../editor/model/pills/upstream-data.ts'
import { surroundingsOf } from '../../editor/model/workspace.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'

type Concurrency = NonNullable<FlowSettings['concurrency']>

interface ConcurrencyFieldsProps {
  value: Concurrency | undefined
  readOnly: boolean
  onChange(value: Concurrency | undefined): void
}

/** How many runs go on at the same time; the others wait in line, in order. */
export function ConcurrencyFields({ value, readOnly, onChange }: ConcurrencyFieldsProps) {
  const items = useTriggerItems()
  const keyed = ({ per, ...rest }: Concurrency, key: Binding | undefined): Concurrency =>
    key ? { runs: rest.runs, per: 'key', key } : { runs: rest.runs, per }
  return (
    <Stack gap="sm">
      <Switch
        label="Limit how many runs go on at the same time"
        description="The others wait in line, in the order they came."
        checked={value !== undefined}
        disabled={readOnly}
        onChange={(event) => onChange(event.currentTarget.checked ? { runs: 1, per: 'flow' } : undefined)}
      />
      {value && (
        <Group gap="sm" grow align="flex-end">
          <WholeNumber
            label="At most"
            min={1}
            max={1000}
            unit="runs"
            readOnly={readOnly}
            value={value.runs}
            onChange={(runs) => runs !== undefined && onChange({ ...value, runs })}
          />
          <NativeSelect
            label="Counted"
            disabled={readOnly}
            value={value.per === 'key' ? (placeOf(items, value.key) ?? '?') : ''}
            data={[
              { value: '', label: 'for the whole flow' },
              ...items.map(({ way }, place) => ({ value: String(place), label: `for each ${way}` })),
              ...(value.per === 'key' && placeOf(items, value.key) === undefined
                ? [{ value: '?', label: 'for each value that is no longer there' }]
                : []),
            ]}
            onChange={(event) => {
              const chosen = items[Number(event.currentTarget.value)]
              if (event.currentTarget.value === '') onChange({ runs: value.runs, per: 'flow' })
              else if (chosen) onChange(keyed(value, { pill: chosen.item.pill }))
            }}
          />
        </Group>
      )}
    </Stack>
  )
}

/** What the trigger puts out, down to single values. */
function useTriggerItems(): FlatItem[] {
  const index = useEditor((editor) => editor.index)
  const workspace = useEditor((editor) => editor.workspace)
  const surroundings = surroundingsOf(workspace)
  const trigger = index.graph.nodes.find(({ type }) => surroundings.nodeType(type)?.kind === 'trigger')
  if (!trigger) return []
  // A trigger's own condition sees exactly what the trigger puts out.
  const param = { kind: 'condition', label: 'Key' } as const
  return flatDataAll(visibleData({ index, surroundings, reader: trigger.id, param })).filter(
    ({ item }) => item.items.length === 0 && item.field.kind !== 'files' && item.field.kind !== 'list',
  )
}

function placeOf(items: readonly FlatItem[], key: Binding | undefined): string | undefined {
  const wanted = JSON.stringify(key && 'pill' in key ? key.pill : undefined)
  const place = items.findIndex(({ item }) => JSON.stringify(item.pill) === wanted)
  return place < 0 ? undefined : String(place)
}
