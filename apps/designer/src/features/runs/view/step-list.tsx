import { useMemo } from 'react'
import { duration } from '../../../editor/model/in-words/duration.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { nodesInOrder } from '../../../editor/model/node-order.ts'
import { lookOfStep } from '../../../editor/model/run/run-look.ts'
import type { RunView } from '../../../editor/model/run/run-view.ts'
import css from './step-list.module.css'
import { TurnLine } from './turn-line.tsx'

/** The steps of a run in the order of the flow. */
export function StepList({ view }: { view: RunView }) {
  const store = useEditorStore()
  const index = useEditor((editor) => editor.index)
  const rows = useMemo(() => nodesInOrder(index), [index])
  return (
    <ol className={css.list} aria-label="Steps">
      {rows.map(({ node }) => {
        const step = view.steps.get(node.id)
        if (!step) return null
        const { icon: Icon, says, tone } = lookOfStep(step.status)
        return (
          <li key={node.id}>
            <button
              type="button"
              className={css.step}
              onClick={() => {
                store.getState().select([node.id])
                store.getState().view?.show(node.id)
              }}
            >
              <span className={css.mark} data-tone={tone}>
                <Icon size={18} role="img" aria-label={says} />
              </span>
              <span className={css.label}>{node.label}</span>
              {step.reusedFrom && <span className={css.time}>taken over</span>}
              {step.attempt > 1 && <span className={css.time}>attempt {step.attempt}</span>}
              {step.endedAt && step.status !== 'skipped' && (
                <span className={css.time}>{duration(Date.parse(step.endedAt) - Date.parse(step.startedAt))}</span>
              )}
            </button>
            <TurnLine loopId={node.id} />
          </li>
        )
      })}
    </ol>
  )
}
