import { Attachment } from '@tailorbird/contract/attachments'
import { problemFrom, unreachable } from './api-problem.ts'
import { csrfToken } from './server-state.ts'

export interface UploadOptions {
  /** From 0 to 1. */
  onProgress?(share: number): void
  signal?: AbortSignal
}

/** Sends a file to the record store. It belongs to no record until one is saved with its id.
 *  XMLHttpRequest, because fetch does not tell how much has been sent. */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions = {}): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/attachments')
    request.setRequestHeader('x-csrf-token', csrfToken.get())
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      if (request.status < 200 || request.status > 299) return reject(problemFrom(request.status, request.responseText))
      const attachment = Attachment.safeParse(JSON.parse(request.responseText))
      return attachment.success ? resolve(attachment.data) : reject(problemFrom(request.status, ''))
    })
    request.addEventListener('error', () => reject(unreachable()))
    request.addEventListener('abort', () => reject(new DOMException('The upload was stopped.', 'AbortError')))
    signal?.addEventListener('abort', () => request.abort())

    const body = new FormData()
    body.append('file', file)
    request.send(body)
  })
}
