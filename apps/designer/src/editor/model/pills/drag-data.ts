import type { Pill } from '@tailorbird/flow/expression/pill'

/** What is carried while something is dragged with the mouse from one panel to another. */
const NODE = 'application/x-tailorbird-node'
export const PILL = 'application/x-tailorbird-pill'

export const carryNode = (transfer: DataTransfer, type: string) => {
  transfer.setData(NODE, type)
  transfer.effectAllowed = 'copy'
}
export const carriesNode = (transfer: DataTransfer) => transfer.types.includes(NODE)
export const carriedNode = (transfer: DataTransfer) => transfer.getData(NODE)

export const carryPill = (transfer: DataTransfer, pill: Pill) => {
  transfer.setData(PILL, JSON.stringify(pill))
  transfer.effectAllowed = 'copy'
}
export const carriesPill = (transfer: DataTransfer) => transfer.types.includes(PILL)
