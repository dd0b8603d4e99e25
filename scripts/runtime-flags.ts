/** How Node runs the server: with what gives memory back after the start (`runtime/leave-loading-behind`), and with 16 to 32
 *  MB, three times, for new objects. Under full load it then stays below 250 MB and is as fast as without a bound; with half
 *  of it a run costs a third more (docs/benchmarks.md). `npm run worker` says the same in package.json. */
export const RUNTIME_FLAGS = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=32']
