import { IconBroadcast } from '@tabler/icons-react'
import type { PostingAs } from '@tailorbird/contract/approvals'
import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { contentUrl } from '../../api/content-url.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { StatusChip } from '../../ui/status-chip.tsx'
import css from './approval-card.module.css'

interface ApprovedPostProps {
  text: string
  files: readonly FileEntry[]
  postsAs: readonly PostingAs[]
  /** The environment, when what is posted there is public. */
  live: string | undefined
}

/** The post as it will read, with the files it shows, and above all as whom it will be posted. */
export function ApprovedPost({ text, files, postsAs, live }: ApprovedPostProps) {
  const images = files.filter(({ type }) => type.startsWith('image/'))
  const others = files.filter(({ type }) => !type.startsWith('image/'))
  return (
    <figure className={css.post} aria-label="Preview of the post">
      {postsAs.length > 0 && (
        <ul className={css.accounts} aria-label="Posted as">
          {postsAs.map((as) => (
            <Account key={as.alias} as={as} live={live} />
          ))}
        </ul>
      )}
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

function Account({ as: { alias, account }, live }: { as: PostingAs; live: string | undefined }) {
  return (
    <li className={css.account}>
      <Avatar name={account?.name ?? '?'} url={account?.avatarUrl ?? null} size={36} />
      <span className={css.who}>
        <strong>{account?.name ?? 'Nobody'}</strong>
        <span>{account ? `@${account.username}` : `The alias ${alias} leads to no account here.`}</span>
      </span>
      {live !== undefined && (
        <StatusChip tone="live" icon={IconBroadcast} title="What is posted here is public.">
          {live}
        </StatusChip>
      )}
    </li>
  )
}
