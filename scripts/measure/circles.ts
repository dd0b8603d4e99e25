export type Arrows = ReadonlyMap<string, ReadonlySet<string>>

/** Groups of two or more that all lead to one another (Tarjan's strongly connected components), largest first. */
export function circlesIn(arrows: Arrows): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const circles: string[][] = []

  const visit = (name: string) => {
    const number = order.size
    order.set(name, number)
    lowest.set(name, number)
    open.push(name)
    isOpen.add(name)
    for (const next of arrows.get(name) ?? []) {
      if (!order.has(next)) visit(next)
      if (isOpen.has(next)) lowest.set(name, Math.min(lowest.get(name) ?? number, lowest.get(next) ?? number))
    }
    if (lowest.get(name) !== number) return
    const circle = open.splice(open.indexOf(name))
    for (const member of circle) isOpen.delete(member)
    if (circle.length > 1) circles.push(circle.toSorted((a, b) => a.localeCompare(b)))
  }
  for (const name of arrows.keys()) if (!order.has(name)) visit(name)
  return circles.toSorted((a, b) => b.length - a.length)
}

/** The same arrows between what their ends belong to. What stays inside one is no arrow. */
export function between(arrows: Arrows, belongsTo: (name: string) => string): Arrows {
  const folded = new Map<string, Set<string>>()
  for (const [from, targets] of arrows) {
    const known = folded.get(belongsTo(from)) ?? new Set()
    folded.set(belongsTo(from), known)
    for (const to of targets) if (belongsTo(to) !== belongsTo(from)) known.add(belongsTo(to))
  }
  return folded
}
