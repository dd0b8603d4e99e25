import { missing } from '@tailorbird/flow/words/en/missing'
import type { Said } from '@tailorbird/flow/words/said'
import { sentence } from './sentence.ts'
import { learn } from './voice.ts'

learn(missing)

/** Why a data pill leads nowhere. */
export const MissingText = ({ told }: { told: Said }) => sentence(told)
