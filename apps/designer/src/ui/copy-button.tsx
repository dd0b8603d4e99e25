import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'

/** Copies a text. Where the browser forbids it (plain http on another machine), it says to copy by hand. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('refused')
    }
    setTimeout(() => setState('ready'), 2500)
  }

  return (
    <Button
      variant="default"
      size="xs"
      aria-label={`Copy ${what}`}
      leftSection={state === 'copied' ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{labels[state]}</span>
    </Button>
  )
}

const labels = { ready: 'Copy', copied: 'Copied', refused: 'Select it and copy by hand' }
