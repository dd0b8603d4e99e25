/** The published format of a flow. Raised when a saved graph would no longer be understood; older ones are read by
 *  `upgrade-graph.ts`. */
export const GRAPH_FORMAT = 'tailorbird.flow/2'
