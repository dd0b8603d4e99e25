import type { Said } from '@tailorbird/flow/words/said'
import { Suspense, lazy } from 'react'

const MissingText = lazy(async () => ({ default: (await import('./missing-text.tsx')).MissingText }))

/** Why a data pill leads nowhere; the sentences come when the first one does. */
export const LazyMissingText = ({ told }: { told: Said }) => (
  <Suspense>
    <MissingText told={told} />
  </Suspense>
)
