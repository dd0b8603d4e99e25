import { Button, Input, VisuallyHidden } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { type DragEvent, useId, useRef, useState } from 'react'
import classes from './attachments-input.module.css'
import { UploadRow } from './upload-row.tsx'
import { type UploadItem, useUploads } from './use-uploads.ts'

interface AttachmentsInputProps {
  label: string
  required: boolean
  initial: readonly FileEntry[]
  error?: string | undefined
  onChange(items: readonly UploadItem[]): void
}

/** Files by button or by dropping. They travel at once; the record takes them when it is saved. */
export function AttachmentsInput({ label, required, initial, error, onChange }: AttachmentsInputProps) {
  const { items, add, remove } = useUploads(initial, onChange)
  const [over, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const labelId = useId()

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }

  return (
    <Input.Wrapper label={label} withAsterisk={required} error={error} labelElement="div" labelProps={{ id: labelId }}>
      <div
        className={classes.zone}
        role="group"
        aria-labelledby={labelId}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {items.length > 0 && (
          <ul className={classes.items}>
            {items.map((item) => (
              <UploadRow key={item.key} item={item} onRemove={() => remove(item.key)} />
            ))}
          </ul>
        )}
        <div className={classes.pick}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPaperclip size={16} aria-hidden />}
            onClick={() => picker.current?.click()}
          >
            Choose files
          </Button>
          <span className={classes.quiet}>
            or drop them here. For a post on X: up to four images, or one GIF, or one video.
          </span>
          <VisuallyHidden>
            <input
              ref={picker}
              type="file"
              multiple
              tabIndex={-1}
              aria-label={`Files for ${label}`}
              onChange={(event) => {
                add([...(event.currentTarget.files ?? [])])
                event.currentTarget.value = ''
              }}
            />
          </VisuallyHidden>
        </div>
      </div>
    </Input.Wrapper>
  )
}
