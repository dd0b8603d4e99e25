/** What has arrived at the bare target since it was last asked: a post's text or an account's id, and when. */
export async function arrivals(targetUrl: string): Promise<[what: string, at: number][]> {
  const response = await fetch(`${targetUrl}/arrivals`)
  return (await response.json()) as [string, number][]
}
