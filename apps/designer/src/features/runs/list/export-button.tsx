import '@mantine/core/styles/Menu.layer.css'
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { exportRuns } from '../../../api/export-runs.ts'
import type { RunFilter } from '../../../api/run-filter.ts'
import { saveFile } from '../../../ui/save-file.ts'
import { toast } from '../../../ui/toasts/toast.tsx'

type Format = 'csv' | 'jsonl'

/** Saves the runs that the filters show as a file. While it comes, the button says how far it is, and stops it. */
export function ExportButton({ filter }: { filter: RunFilter }) {
  const [progress, setProgress] = useState<{ done: number; of: number }>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  async function start(format: Format) {
    const controller = new AbortController()
    stop.current = controller
    setProgress({ done: 0, of: 0 })
    try {
      const onProgress = (done: number, of: number) => setProgress({ done, of })
      const file = await exportRuns({ filter, format, onProgress, signal: controller.signal })
      saveFile(file)
      toast.done('The export is in your downloads.')
    } catch (error) {
      if (!controller.signal.aborted) toast.failed(inWords(error))
    } finally {
      setProgress(undefined)
    }
  }

  if (progress) {
    const { done, of } = progress
    return (
      <Button variant="default" onClick={() => stop.current?.abort()}>
        <span role="status">
          {of > 0 ? `${done.toLocaleString()} of ${of.toLocaleString()} runs` : 'Getting the runs'}
        </span>
        . Stop
      </Button>
    )
  }
  return (
    <Menu position="bottom-end" withinPortal={false} floatingStrategy="fixed">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void start('csv')}>CSV, for spreadsheets</Menu.Item>
        <Menu.Item onClick={() => void start('jsonl')}>JSON Lines, for programs</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
