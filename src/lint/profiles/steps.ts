/** The steps of the lifecycle that have a command of their own: the state of the built-in formats that each leads to. */
export const steps = { propose: 'provisional', approve: 'implementable' } as const

/** The name of such a command. */
export type Step = keyof typeof steps
