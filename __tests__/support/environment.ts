type Environment = Readonly<Record<string, string | undefined>>

/** Calls `work` while this process has the environment `env` and nothing else; undefined takes a variable away. */
export function inEnvironment<Result>(env: Environment, work: () => Result): Result {
  const restore = enter(env)
  try {
    return work()
  } finally {
    restore()
  }
}

/** As `inEnvironment`, until what `work` promises has come. */
export async function inEnvironmentUntil<Result>(env: Environment, work: () => Promise<Result>): Promise<Result> {
  const restore = enter(env)
  try {
    return await work()
  } finally {
    restore()
  }
}

function enter(env: Environment): () => void {
  const own = process.env
  process.env = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))
  return () => void (process.env = own)
}
