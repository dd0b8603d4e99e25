/** The published format of a flow. Raised when a saved graph would no longer be understood. */
export const GRAPH_FORMAT = 'tailorbird.flow/1'
