import { Button } from '@mantine/core'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import type { ProblemInWords } from '@tailorbird/contract/problem-body'
import { Note } from '../../ui/note.tsx'
import css from './publish-problems.module.css'

/** What stands in the way of publishing; errors must be mended first, the rest should be known. */
export function PublishProblems({ problems }: { problems: readonly ProblemInWords[] }) {
  const store = useEditorStore()
  const index = useEditor((editor) => editor.index)
  if (problems.length === 0) return <Note tone="good">No problems.</Note>
  const jump = ({ nodeId, field }: ProblemInWords) => {
    const { ask, select, view, show } = store.getState()
    ask(undefined)
    if (nodeId === undefined) return
    select([nodeId])
    view?.show(nodeId)
    show({ rightTab: 'node', fieldToFocus: field === undefined ? undefined : { nodeId, field } })
  }
  return (
    <Note tone="waiting">
      <ul className={css.list}>
        {problems.map((problem) => (
          <li key={[problem.code, problem.nodeId, problem.field, problem.message].join()}>
            {problem.nodeId !== undefined && <strong>{index.node.get(problem.nodeId)?.label}. </strong>}
            {problem.message}{' '}
            {problem.nodeId !== undefined && (
              <Button variant="subtle" size="compact-xs" onClick={() => jump(problem)}>
                Show
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Note>
  )
}
