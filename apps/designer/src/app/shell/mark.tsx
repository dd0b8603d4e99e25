/** The stitch: two leaves and the thread between them. */
export function Mark({ size = 32 }: { size?: number }) {
  return <img src="/icon.svg" width={size} height={size} alt="Tailorbird" />
}
