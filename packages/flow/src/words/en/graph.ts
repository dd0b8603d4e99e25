/** What can be wrong with a flow. */
export const graph = {
  'graph.empty': 'The flow is empty. Add a trigger to begin.',
  'graph.no-trigger': 'Nothing starts this flow. Add a trigger.',
  'graph.two-triggers': 'A flow has one trigger. Delete this one or the other.',
  'graph.same-id': 'Two nodes have the same id. Delete one and add it again.',
  'graph.cycle': 'This node is part of a circle: it would wait for itself. Remove one of the edges.',
  'graph.dangling-edge': 'An edge leads to a node that is not there. Delete the edge.',
  'graph.no-port': '"{node}" has no way out called "{port}". Delete the edge.',
  'graph.into-trigger': 'Nothing can lead into a trigger. Delete the edge.',
  'graph.end-outside-loop': '"{node}" only works inside a loop. Move it there or delete it.',
  'graph.crosses-loop':
    '"{node}" stands inside the loop "{loop}" and is also reached from "{from}", which is outside of it. Delete one of the two edges.',

  'node.unknown': 'There is no node of the type "{type}" here. Delete it, or install what provides it.',
  'node.not-connected': 'Nothing leads here, so this node never runs.',
  'loop.empty': 'Nothing stands inside this loop. Draw an edge from "Each turn" to what it shall do.',
  'case.leads-nowhere': 'Nothing follows the case "{case}". Draw an edge from it, or delete it.',
  'meet.limited':
    '"{node}" waits for other runs of this flow, and its settings let only {runs} go on at the same time: more than {runs} never come together.',
  'meet.in-loop':
    'Inside a loop "{node}" holds up the turns that it waits for. Put it outside, or split the list with Transform a list.',

  'param.missing': '{wrong:said}',
  'param.wrong': '{wrong:said}',
  'param.unknown': '"{node}" has no field "{field}"; what stands there is ignored.',
  'condition.unfinished': '{wrong:said}',
  'rule.no-value': 'A rule compares with nothing. Give it a value, or choose "is empty".',
  'rule.half-a-span': '"{operator:operator}" needs two values, for example 10 and 20.',
  'condition.no-change': 'Only a field of a changed record can be asked whether it changes.',
  'decision.wrong': '{wrong:said}',
  'decision.unreached': '{wrong:said}',
  'post.link': 'X takes "{link}" for a link: a post with a link costs {withLink:dollars} instead of {without:dollars}.',

  'pill.node-gone': 'The data pill "{pill}" comes from a node that has been deleted. Choose another.',
  'pill.path': '"{node}" puts out nothing called "{pill}". Choose another data pill.',
  'pill.no-variable': 'No node sets the variable "{pill}". Set it with Set variables, or choose another data pill.',
  'pill.inside-loop':
    'The data pill "{pill}" comes from "{node}", which runs once per turn of "{loop}". Collect it in that loop and use the loop\'s results here.',
  'pill.not-before': 'The data pill "{pill}" comes from "{node}", which does not run before this node.',

  'table.gone': 'The table this node works with has been deleted. Choose another.',
  'alias.gone': 'There is no alias "{alias}". Choose another, or create it under Connections.',
  'alias.unbound': 'The alias "{alias}" leads to no connection in {environment}. Bind it under Connections.',
  'alias.needs-reconnect': 'The connection @{username} behind "{alias}" must be reconnected before it can be used.',
  'alias.scopes':
    '@{username} has not allowed everything this node needs ({scopes:list}). Reconnect it and allow them.',

  'flow.gone': 'The flow to call has been deleted. Choose another.',
  'flow.not-callable':
    '"{flow}" does not start with "Flow called", so it cannot be called. Choose another, or give it that trigger.',
  'flow.not-live': '{wrong:said}',
  'flow.not-live-there': '"{flow}" is not live in {environment}. A call fails there until it is.',
  'flow.live-nowhere': '"{flow}" is not live anywhere yet. A call fails there until it is.',
  'flow.input': 'For "{flow}": {wrong:said}',
  'flow.no-input': '"{flow}" does not ask for "{key}"; what stands there is ignored. Remove it.',
  'settings.on-failure': '{wrong:said}',
  'on-failure.gone': 'The flow to start when a run fails has been deleted. Choose another.',
  'on-failure.other-trigger':
    '"{flow}" shall start when a run fails, but does not start with "A flow failed". Choose another in the flow settings.',
  'on-failure.not-live-there': '"{flow}" is not live in {environment}. It is told of no failure until it is.',
  'on-failure.live-nowhere': '"{flow}" is not live anywhere yet. It is told of no failure until it is.',
} as const
