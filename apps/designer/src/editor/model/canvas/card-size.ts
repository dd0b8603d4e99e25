/** Every card on the canvas has one size, so that nothing has to be measured before a flow can be drawn. */
export const CARD = { width: 264, height: 88 } as const

/** Positions snap to this. */
export const GRID = 8

/** From the top of one card to the top of the next one down the thread. */
export const ROW = CARD.height + 64

/** From the left of one card to the left of its neighbour. */
export const COLUMN = CARD.width + 56
