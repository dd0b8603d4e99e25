import type { Right } from '@tailorbird/flow/people/rights'

/** What a request can be about, by the id in its address. */
export type Thing =
  | 'flow'
  | 'version'
  | 'run'
  | 'table'
  | 'record'
  | 'connection'
  | 'alias'
  | 'xApp'
  | 'approval'
  | 'trigger'

/** Whom an endpoint lets in.
 *  - `anyone`: who has not signed in, too;
 *  - `signed in`: everybody who has;
 *  - a right: who has it; with `of`, the thing must exist as well, before anything is done;
 *  - with `near`: programs on this machine, too, without signing in. */
export type Needs =
  | 'anyone'
  | 'signed in'
  | Right
  | { readonly right: Right; readonly of: Thing }
  | { readonly right: Right; readonly near: true }

/** An endpoint that does not say whom it lets in lets in nobody. */
export type Stated = Needs | 'nobody'

/** The field of the input that names the thing: `flowId` where the address names it so, else `id`. */
export const idField = (of: Thing, fields: readonly string[]) => (fields.includes(`${of}Id`) ? `${of}Id` : 'id')
