/** How Node runs the server: with what gives memory back after the start (`runtime/leave-loading-behind`), and with 12
 *  instead of 16 MB, three times, for new objects: under full load it then stays below 250 MB. Less room saves no more, and
 *  collecting garbage costs more (docs/benchmarks.md). `npm run worker` says the same in package.json. */
export const RUNTIME_FLAGS = ['--expose-gc', '--max-semi-space-size=12']
