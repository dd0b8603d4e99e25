import { IconAlertTriangle, IconAlertTriangleFilled, IconCircleCheck } from '@tabler/icons-react'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import type { ProblemInWords } from '@tailorbird/contract/problem-body'
import css from './problem-list.module.css'

/** Everything that stands in the way, each line leading to where it can be mended. */
export function ProblemList() {
  const problems = useEditor((editor) => editor.problems)
  if (problems.length === 0) {
    return (
      <p className={css.none}>
        <IconCircleCheck size={18} aria-hidden /> No problems. The flow is ready to be tested and published.
      </p>
    )
  }
  return (
    <ul className={css.list} aria-label="Problems">
      {problems.map((problem) => (
        <li key={[problem.code, problem.nodeId, problem.edgeId, problem.field, problem.message].join()}>
          <ProblemLine problem={problem} />
        </li>
      ))}
    </ul>
  )
}

function ProblemLine({ problem: { severity, message, nodeId, edgeId, field } }: { problem: ProblemInWords }) {
  const store = useEditorStore()
  const label = useEditor((editor) => (nodeId === undefined ? undefined : editor.index.node.get(nodeId)?.label))
  const Icon = severity === 'error' ? IconAlertTriangleFilled : IconAlertTriangle
  const jump = () => {
    const { select, view, show } = store.getState()
    select(nodeId === undefined ? [] : [nodeId], nodeId === undefined && edgeId !== undefined ? [edgeId] : [])
    if (nodeId === undefined) return
    view?.show(nodeId)
    show({ rightTab: 'node', fieldToFocus: field === undefined ? undefined : { nodeId, field } })
  }
  return (
    <button type="button" className={css.line} onClick={jump}>
      <Icon size={18} role="img" aria-label={severity === 'error' ? 'Problem' : 'Note'} />
      <span>
        {label !== undefined && <strong>{label}. </strong>}
        {message}
      </span>
    </button>
  )
}
