import { oc } from '@orpc/contract'
import type { Needs, Stated } from './needs.ts'

const unstated = oc.$meta<{ needs: Stated }>({ needs: 'nobody' })

/** Every endpoint begins with whom it lets in: `endpoint('flow.view').route({ ... }).input(...).output(...)`. */
export const endpoint = (needs: Needs) => unstated.meta({ needs })
