import { pathToFileURL } from 'node:url'
import type { AnyContractRouter } from '@orpc/contract'
import { minifyContractRouter } from '@orpc/contract'
import type { Plugin } from 'vite'

const CONTRACT = /packages[\\/]contract[\\/]src[\\/]contract\.ts$/

/** The client needs of the contract where each endpoint is, not what may be sent there: the server checks that, and the types do.
 *  In the bundle the contract is plain data, so the schemas (40 kB, compressed) do not travel before something is parsed. */
export function slimContract(): Plugin {
  return {
    name: 'slim-contract',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!CONTRACT.test(id)) return undefined
      // Node runs TypeScript as it is.
      const { contract }: { contract: AnyContractRouter } = await import(pathToFileURL(id).href)
      return { code: `export const contract = ${addressesOf(contract)}`, moduleType: 'js' }
    },
  }
}

/** Without the words for the description of the API, and without whom each lets in: the server asks. */
const addressesOf = (contract: AnyContractRouter) =>
  JSON.stringify(minifyContractRouter(contract), (key, value: unknown) =>
    key === 'summary' || key === 'needs' ? undefined : value,
  )
