import { IconAlertTriangle, IconAlertTriangleFilled } from '@tabler/icons-react'
import { useEditor } from '../../../editor/store/editor-context.ts'
import css from './field-problems.module.css'

/** What is wrong with a field, under the field. */
export function FieldProblems({ nodeId, name }: { nodeId: string; name?: string }) {
  const problems = useEditor((editor) => editor.problemsByNode.get(nodeId))
  const mine = problems?.filter(({ field }) => field === name) ?? []
  return mine.map(({ code, message, severity }) => {
    const Icon = severity === 'error' ? IconAlertTriangleFilled : IconAlertTriangle
    return (
      <p key={code + message} className={css.problem}>
        <Icon size={14} role="img" aria-label={severity === 'error' ? 'Problem' : 'Note'} />
        {message}
      </p>
    )
  })
}
