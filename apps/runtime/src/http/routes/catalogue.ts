import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { catalogue as nodes } from '@tailorbird/nodes/catalogue'
import { signedIn } from '../context/context.ts'

/** The nodes without their functions, which JSON leaves out. */
const descriptions: NodeDescription[] = JSON.parse(JSON.stringify(nodes))

export const catalogue = {
  list: signedIn.catalogue.list.handler(() => descriptions),
}
