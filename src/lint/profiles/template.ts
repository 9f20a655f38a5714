export const exampleValues: readonly string[] = []
export const templateComments: readonly string[] = []
