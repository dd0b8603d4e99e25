import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { useCallback, useEffect, useRef, useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { contentUrl } from '../../../api/content-url.ts'
import { uploadFile } from '../../../api/upload.ts'

/** A file of the field: kept already, on its way, arrived, or refused. */
export interface UploadItem {
  key: string
  name: string
  type: string
  size: number
  /** To look at it: the bytes here while it travels, the bytes there afterwards. */
  url: string | undefined
  state: 'sending' | 'there' | 'refused'
  /** From 0 to 1. */
  progress: number
  /** The server's sentence, when it was refused. */
  message?: string | undefined
  /** The id it has in the record store, once it is there. */
  id?: string | undefined
}

let lastKey = 0

const asKept = ({ id, name, type, size }: FileEntry): UploadItem => ({
  key: id,
  id,
  name,
  type,
  size,
  url: contentUrl(id),
  state: 'there',
  progress: 1,
})

/** The files of one field, with those that are being uploaded. */
export function useUploads(initial: readonly FileEntry[], onChange: (items: readonly UploadItem[]) => void) {
  const [items, setItems] = useState<readonly UploadItem[]>(() => initial.map(asKept))
  const stops = useRef(new Map<string, AbortController>())
  const tell = useRef(onChange)
  useEffect(() => {
    tell.current = onChange
  }, [onChange])
  useEffect(() => tell.current(items), [items])
  useEffect(() => {
    const running = stops.current
    return () => {
      for (const stop of running.values()) stop.abort()
    }
  }, [])

  const set = useCallback((key: string, part: Partial<UploadItem>) => {
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...part } : item)))
  }, [])

  const add = useCallback(
    (files: readonly File[]) => {
      for (const file of files) {
        const key = `new-${(lastKey += 1)}`
        const stop = new AbortController()
        stops.current.set(key, stop)
        const { name, type, size } = file
        const url = type.startsWith('image/') ? URL.createObjectURL(file) : undefined
        setItems((all) => [...all, { key, name, type, size, url, state: 'sending', progress: 0 }])
        uploadFile(file, { onProgress: (progress) => set(key, { progress }), signal: stop.signal })
          .then(({ id, type: found }) =>
            set(key, { id, type: found, url: contentUrl(id), state: 'there', progress: 1 }),
          )
          .catch((error: unknown) => {
            if (!stop.signal.aborted) set(key, { state: 'refused', message: inWords(error), url: undefined })
          })
          .finally(() => {
            stops.current.delete(key)
            if (url) URL.revokeObjectURL(url)
          })
      }
    },
    [set],
  )

  const remove = useCallback((key: string) => {
    stops.current.get(key)?.abort()
    setItems((all) => all.filter((item) => item.key !== key))
  }, [])

  return { items, add, remove }
}
