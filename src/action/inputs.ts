import * as core from '@actions/core'
import { rules } from '../lint/lint.js'
import { options } from '../settings/options.js'
import { nameOf, type Table } from '../settings/table.js'
import { readValues, type ValuesIn } from '../settings/values.js'

/** What the workflow asks for. */
export type Inputs = InputsOf<typeof options>

type InputsOf<T extends Table> = ValuesIn<T, 'action'>

/** Reads every input, once, and masks the token. Throws a `UsageError` that names the first one that is wrong. */
export function readInputs(): Inputs {
  return readInputsOf(options)
}

/** Reads every input of a table. One that is given and empty, as an unset expression is, means its default too. */
export function readInputsOf<T extends Table>(table: T): InputsOf<T> {
  const ids = rules.map((rule) => rule.id)
  return readValues(table, 'action', (key, takes) => {
    const name = nameOf(key)
    const text = core.getInput(name)
    if (takes.is === 'secret' && text !== '') core.setSecret(text)
    return takes.read(text === '' ? [] : [text], { subject: `input ${name}`, rules: ids })
  })
}
