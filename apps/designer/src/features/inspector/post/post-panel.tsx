import type { Binding } from '@tailorbird/flow/expression/binding'
import { type PostCount, countPost } from '@tailorbird/x-rules/post-text'
import { X_PRICES, dollars } from '@tailorbird/x-rules/prices'
import { LazyMissingText } from '../../../words/lazy-missing-text.tsx'
import { preview } from '../../../editor/model/pills/sample-text.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { usePanelNode } from '../field/panel-node.ts'
import css from './post-panel.module.css'
import { PostPreview } from './post-preview.tsx'

/** Under the text of a post: how long X will find it, what it costs, and how it will look. */
export function PostPanel({ binding }: { binding: Binding | undefined }) {
  const scope = useEditor((editor) => editor.sample)
  const node = usePanelNode()
  const found = binding ? preview(binding, scope) : { value: '' }
  const isWhole = 'value' in found
  const text = isWhole ? asText(found.value) : literalOf(binding)
  const count = countPost(text)
  return (
    <>
      <div className={css.line}>
        <PriceNote count={count} />
        <span className={css.count} data-over={!count.fits || undefined} role="status">
          {count.length} / {count.limit}
          {isWhole ? '' : ' + data'}
        </span>
      </div>
      {!count.fits && (
        <p className={css.over}>Too long by {count.length - count.limit}. X counts a link as 23 and an emoji as 2.</p>
      )}
      {'missing' in found && (
        <p className={css.missing}>
          <LazyMissingText told={found.missing} />
        </p>
      )}
      {node && <PostPreview node={node} text={isWhole ? text : undefined} />}
    </>
  )
}

const asText = (value: unknown) =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value)

/** What can be counted while the data is not known. */
function literalOf(binding: Binding | undefined): string {
  return binding && 'parts' in binding ? binding.parts.filter((part) => typeof part === 'string').join('') : ''
}

function PriceNote({ count: { links } }: { count: PostCount }) {
  const [link] = links
  if (link === undefined) return <span className={css.price}>{dollars(X_PRICES.post)} a post on X</span>
  return (
    <span className={css.price} data-dear>
      “{link}” is a link for X: {dollars(X_PRICES.postWithLink)} a post instead of {dollars(X_PRICES.post)}
    </span>
  )
}
