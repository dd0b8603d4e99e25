import { FileEntry } from '@tailorbird/flow/fields/file-entry'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { contentUrl } from '../../../api/content-url.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { preview } from '../../../editor/model/pills/sample-text.ts'
import { connectionBehind, surroundingsOf } from '../../../editor/model/workspace.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import css from './post-preview.module.css'
import { fixedOf } from '../field/widget.ts'

interface PostPreviewProps {
  node: GraphNode
  /** Undefined while the data it needs is not known. */
  text: string | undefined
}

/** The post as it will look, by the account the alias leads to, with the data at hand. */
export function PostPreview({ node, text }: PostPreviewProps) {
  const workspace = useEditor((editor) => editor.workspace)
  const environment = useEditor((editor) => editor.environment)
  const type = surroundingsOf(workspace).nodeType(node.type)
  const aliasField = Object.entries(type?.params ?? {}).find(([, field]) => field.kind === 'alias')?.[0]
  const alias = aliasField === undefined ? undefined : fixedOf(node.params[aliasField])
  const account = typeof alias === 'string' ? connectionBehind(workspace, alias, environment)?.account : undefined
  const images = useImages(node)
  return (
    <figure className={css.post} aria-label="Preview of the post">
      <Avatar name={account?.name ?? '?'} url={account?.avatarUrl ?? null} size={36} />
      <div className={css.body}>
        <div className={css.who}>
          <strong>{account?.name ?? 'Nobody yet'}</strong>{' '}
          <span>{account ? `@${account.username}` : `the alias leads nowhere in ${environment}`}</span>
        </div>
        {text === undefined ? (
          <p className={css.waiting}>
            Choose a record under Test, or run a test: then the post is shown here with its data.
          </p>
        ) : (
          <p className={css.text}>{text}</p>
        )}
        {images.length > 0 && (
          <div className={css.images} data-count={images.length}>
            {images.map(({ id, name }) => (
              <img key={id} src={contentUrl(id)} alt={name} />
            ))}
          </div>
        )}
      </div>
    </figure>
  )
}

/** Up to four images, as X shows them. */
function useImages(node: GraphNode): FileEntry[] {
  const workspace = useEditor((editor) => editor.workspace)
  const scope = useEditor((editor) => editor.sample)
  const type = surroundingsOf(workspace).nodeType(node.type)
  return Object.entries(type?.params ?? {})
    .filter(([, field]) => field.kind === 'files')
    .flatMap(([name]) => {
      const binding = node.params[name]
      const found = binding ? preview(binding, scope) : undefined
      const files = found && 'value' in found ? FileEntry.array().safeParse(found.value).data : undefined
      return files ?? []
    })
    .filter(({ type: mediaType }) => mediaType.startsWith('image/'))
    .slice(0, 4)
}
