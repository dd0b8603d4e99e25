import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { contentUrl } from '../../api/content-url.ts'
import css from './approval-card.module.css'

/** The post as it will read, with the files it shows. */
export function ApprovedPost({ text, files }: { text: string; files: readonly FileEntry[] }) {
  const images = files.filter(({ type }) => type.startsWith('image/'))
  const others = files.filter(({ type }) => !type.startsWith('image/'))
  return (
    <figure className={css.post} aria-label="Preview of the post">
      <p className={css.text}>{text}</p>
      {images.length > 0 && (
        <div className={css.images}>
          {images.map(({ id, name }) => (
            <img key={id} src={contentUrl(id)} alt={name} />
          ))}
        </div>
      )}
      {others.map(({ id, name }) => (
        <p key={id}>
          <a href={contentUrl(id)}>{name}</a>
        </p>
      ))}
    </figure>
  )
}
