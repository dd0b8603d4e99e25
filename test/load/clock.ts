/** A clock that all processes of a machine share and nobody sets back. Milliseconds. */
export const clockMs = () => Number(process.hrtime.bigint()) / 1e6
