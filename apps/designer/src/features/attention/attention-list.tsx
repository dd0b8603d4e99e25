import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconBellCheck, IconEye } from '@tabler/icons-react'
import type { Attention, AttentionItem } from '@tailorbird/contract/attention'
import { useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { EmptyState } from '../../ui/page/empty-state.tsx'
import { Note } from '../../ui/note.tsx'
import { AttentionLine } from './attention-line.tsx'
import css from './attention-list.module.css'

/** What wants somebody. Failures can be put away once seen, and fetched back; all else goes when it is dealt with. */
export function AttentionList({ attention: { items, seenAt } }: { attention: Attention }) {
  const client = useQueryClient()
  /** Until when failures had been seen before they were put away here. */
  const [before, setBefore] = useState<{ seenAt: string | null }>()
  const mark = useMutation({
    mutationFn: (at: string | null) => api.attention.seen({ at }),
    onSuccess: (next) => client.setQueryData(queries.attention().queryKey, next),
  })
  const latest = latestFailure(items)
  return (
    <>
      {mark.error && <Note tone="alarm">{inWords(mark.error)}</Note>}
      {latest !== undefined && (
        <Button
          variant="default"
          mb="sm"
          leftSection={<IconEye size={16} aria-hidden />}
          loading={mark.isPending}
          onClick={() => {
            setBefore({ seenAt })
            mark.mutate(latest)
          }}
        >
          Mark failures as seen
        </Button>
      )}
      {before && latest === undefined && (
        <Note
          action={
            <Button
              variant="default"
              size="compact-sm"
              loading={mark.isPending}
              onClick={() => {
                mark.mutate(before.seenAt)
                setBefore(undefined)
              }}
            >
              Show them again
            </Button>
          }
        >
          The failures are marked as seen. New ones will be listed here.
        </Note>
      )}
      {items.length === 0 ? (
        <EmptyState icon={<IconBellCheck size={32} stroke={1.5} />} title="Nothing wants you">
          Failed runs, steps in doubt, open questions, paused triggers and accounts to reconnect are listed here.
        </EmptyState>
      ) : (
        <ul className={css.list} aria-label="What wants your attention">
          {items.map((item) => (
            <AttentionLine key={keyOf(item)} item={item} />
          ))}
        </ul>
      )}
    </>
  )
}

/** The end of the last failure that is shown: what fails later is news, even if it failed before the click. */
function latestFailure(items: readonly AttentionItem[]): string | undefined {
  const times = items.flatMap((item) => (item.kind === 'failures' ? [item.at] : []))
  const [latest] = times.toSorted().toReversed()
  // Times are sent in milliseconds and kept in microseconds: the next one covers it.
  return latest && new Date(Date.parse(latest) + 1).toISOString()
}

function keyOf(item: AttentionItem): string {
  switch (item.kind) {
    case 'failures':
      return `failures ${item.flowId} ${item.environment}`
    case 'doubt':
      return `doubt ${item.runId}`
    case 'approvals':
      return 'approvals'
    case 'trigger':
      return `trigger ${item.triggerId}`
    case 'connection':
      return `connection ${item.connectionId}`
  }
}
