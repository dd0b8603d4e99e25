/** How Node runs the server: with what gives memory back after the start (`runtime/leave-loading-behind`), and with 8 to 12
 *  MB, three times, for new objects instead of 1 to 16. Under full load it then stays near 250 MB; less room saves no more,
 *  and collecting garbage costs more (docs/benchmarks.md). `npm run worker` says the same in package.json. */
export const RUNTIME_FLAGS = ['--expose-gc', '--min-semi-space-size=8', '--max-semi-space-size=12']
