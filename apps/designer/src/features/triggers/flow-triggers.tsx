import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api/queries.ts'
import css from './flow-triggers.module.css'
import { TriggerList } from './trigger-list.tsx'

/** How the trigger of one flow is doing, wherever it is at work. Nothing while it is nowhere. */
export function FlowTriggers({ flowId, live }: { flowId: string; live: readonly string[] }) {
  const triggers = useQuery({ ...queries.triggers(flowId), refetchInterval: 5_000 }).data ?? []
  if (triggers.length === 0) return null
  return (
    <section className={css.triggers} aria-label="Trigger">
      <TriggerList triggers={triggers} live={live} />
    </section>
  )
}
