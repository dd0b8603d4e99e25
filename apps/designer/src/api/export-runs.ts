import type { RunFilter } from './run-filter.ts'
import { askServer } from './ask-server.ts'

export interface ExportOptions {
  filter: RunFilter
  format: 'csv' | 'jsonl'
  /** How many runs have come, of how many. */
  onProgress(done: number, of: number): void
  signal: AbortSignal
}

const NEW_LINE = 10

/** Fetches the runs of a filter as a file. */
export async function exportRuns({ filter, format, onProgress, signal }: ExportOptions): Promise<File> {
  const asked = new URLSearchParams({ format })
  for (const [key, value] of Object.entries(filter)) if (value !== undefined) asked.set(key, value)
  const response = await askServer(new Request(`/api/runs/export?${asked.toString()}`, { signal }))
  const all = Number(response.headers.get('x-runs')) || 0
  const parts: Uint8Array<ArrayBuffer>[] = []
  // The names of the columns are a line as well.
  let lines = format === 'csv' ? -1 : 0
  onProgress(0, all)
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    parts.push(part.value)
    for (const byte of part.value) if (byte === NEW_LINE) lines++
    onProgress(Math.max(0, Math.min(lines, all)), all)
  }
  const [, name = `runs.${format}`] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
  return new File(parts, name, { type: response.headers.get('content-type') ?? '' })
}
