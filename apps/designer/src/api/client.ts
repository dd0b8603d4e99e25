import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { type Contract, contract } from '@tailorbird/contract/contract'
import { askServer } from './ask-server.ts'

// In the bundle, the contract says only where each endpoint is (`vite/slim-contract.ts`).
const link = new OpenAPILink(contract, {
  url: `${location.origin}/api`,
  fetch: (request) => askServer(request),
})

/** One typed function per endpoint, e.g. `api.flows.get({ id })`. Refusals are thrown as `ApiProblem`. */
export const api: ContractRouterClient<Contract> = createORPCClient(link)
