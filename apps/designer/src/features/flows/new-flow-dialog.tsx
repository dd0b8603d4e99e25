import { Modal } from '@mantine/core'
import type { Flow } from '@tailorbird/contract/flows'
import { StartingPoints } from './starting-points.tsx'

export function NewFlowDialog({ onCreated, onClose }: { onCreated: (flow: Flow) => void; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} size={720} title="New flow">
      <StartingPoints onCreated={onCreated} />
    </Modal>
  )
}
