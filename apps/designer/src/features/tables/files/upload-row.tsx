import '@mantine/core/styles/Progress.layer.css'
import { CloseButton, Progress } from '@mantine/core'
import classes from './attachments-input.module.css'
import { fileSize } from './file-size.ts'
import { Thumbnail } from './thumbnail.tsx'
import type { UploadItem } from './use-uploads.ts'

export function UploadRow({
  item: { name, type, size, url, state, progress, message, id },
  onRemove,
}: {
  item: UploadItem
  onRemove: () => void
}) {
  const picture = <Thumbnail url={url} name={name} type={type} size={48} />
  return (
    <li className={classes.item}>
      {id ? (
        <a href={url} target="_blank" rel="noreferrer" title="Look at it in a new tab">
          {picture}
        </a>
      ) : (
        picture
      )}
      <div>
        <div className={classes.name}>{name}</div>
        {state === 'there' && <div className={classes.quiet}>{fileSize(size)}</div>}
        {state === 'sending' && (
          <>
            <Progress value={progress * 100} size="sm" aria-label={`Uploading ${name}`} mt={4} />
            <div className={classes.quiet}>
              {fileSize(size * progress)} of {fileSize(size)}
            </div>
          </>
        )}
        {state === 'refused' && (
          <div className={classes.refused} role="alert">
            {message}
          </div>
        )}
      </div>
      <CloseButton aria-label={`Remove ${name}`} onClick={onRemove} />
    </li>
  )
}
