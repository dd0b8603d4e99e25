import { type Binding, pillsOf } from '@tailorbird/flow/expression/binding'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { preview, valueInWords } from '../../../editor/model/pills/sample-text.ts'
import { LazyMissingText } from '../../../words/lazy-missing-text.tsx'
import css from './value-preview.module.css'

/** What a field with data in it comes to, with the record chosen for the test or the last run. */
export function ValuePreview({ binding }: { binding: Binding | undefined }) {
  const scope = useEditor((editor) => editor.sample)
  if (!binding || pillsOf(binding).length === 0) return null
  const found = preview(binding, scope)
  if ('unknown' in found) return null
  if ('missing' in found) {
    return (
      <p className={css.preview} data-missing>
        <LazyMissingText told={found.missing} />
      </p>
    )
  }
  return (
    <p className={css.preview}>
      <span>now</span> {valueInWords(found.value)}
    </p>
  )
}
