/** So many answers are remembered; a tree that asks for more is not served worse than without. */
const most = 20_000

/** The same function of a text, which is asked once for each text. Its answers are never changed. */
export function oncePerText<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = read(text)
    if (known.size >= most) known.clear()
    known.set(text, made)
    return made
  }
}
