import { Modal } from '@mantine/core'
import type { Connection } from '@tailorbird/contract/connections'
import type { XApp } from '@tailorbird/contract/x-apps'
import { AskForConsent } from './ask-for-consent.tsx'
import { ConsentEnded } from './consent-ended.tsx'
import { ConsentWaiting } from './consent-waiting.tsx'
import { useConsent } from './use-consent.ts'

interface ConnectDialogProps {
  apps: XApp[]
  /** Reconnects this one in place. */
  connection?: Connection | undefined
  onClose(): void
}

/** Connects an X account by OAuth 2.0, or connects one again. Whatever happens in the window has an answer here. */
export function ConnectDialog({ apps, connection, onClose }: ConnectDialogProps) {
  const { consent, begin, reset } = useConsent()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={connection ? `Reconnect ${connection.name}` : 'Connect an X account'}
      closeOnClickOutside={false}
    >
      <div aria-live="polite">
        {(consent.at === 'asking' || consent.at === 'starting') && (
          <AskForConsent apps={apps} connection={connection} busy={consent.at === 'starting'} onBegin={begin} />
        )}
        {consent.at === 'waiting' && <ConsentWaiting consent={consent} onCancel={onClose} />}
        {consent.at === 'ended' && <ConsentEnded consent={consent} onAgain={reset} onClose={onClose} />}
      </div>
    </Modal>
  )
}
