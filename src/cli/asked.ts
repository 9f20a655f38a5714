import type { Step } from '../lint/profiles/steps.js'
import type { Command } from '../settings/commands.js'
import type { options } from '../settings/options.js'
import type { ValuesIn } from '../settings/values.js'

/** What is asked of the command, every value valid. */
export type Options =
  | { readonly command: 'help' | 'version' }
  | (OptionsOf<'rules'> & { readonly command: 'rules' })
  | (OptionsOf<'explain'> & { readonly command: 'explain'; readonly id: string })
  | (OptionsOf<'schema'> & { readonly command: 'schema'; readonly profile: string })
  | CheckOptions
  | FixCommandOptions
  | BaselineOptions
  | InitOptions
  | QueryOptions
  | LspOptions
  | SiteOptions
  | MoveOptions
  | StepOptions
  | NewOptions
  | AcceptOptions
  | PlanOptions
  | SupersedeOptions
  | RenumberOptions
  | MigrateOptions

/** The values of the options of a subcommand. */
export type OptionsOf<C extends Command> = ValuesIn<typeof options, C>

export type CheckOptions = OptionsOf<'check'> & {
  readonly command: 'check'
  /** As written: directories, globs and files. */
  readonly paths: readonly string[]
  /** The command that the first path was probably meant for, if there is no such path. */
  readonly nearCommand: string | null
  /** Which findings count; `changed` only where there is a base. */
  readonly scope: 'all' | 'changed'
}

export type FixCommandOptions = OptionsOf<'fix'> &
  Pick<CheckOptions, 'paths' | 'nearCommand' | 'scope'> & { readonly command: 'fix' }

export type BaselineOptions = OptionsOf<'baseline'> & { readonly command: 'baseline' }

export type QueryOptions = OptionsOf<'query'> & Pick<CheckOptions, 'paths'> & { readonly command: 'query' }

export type LspOptions = OptionsOf<'lsp'> & { readonly command: 'lsp' }

export type SiteOptions = OptionsOf<'site'> &
  Pick<CheckOptions, 'paths'> & { readonly command: 'site'; readonly out: string }

export type MoveOptions = OptionsOf<'move'> & {
  readonly command: 'move'
  readonly kep: string
  readonly state: string | null
}

export type StepOptions = { [S in Step]: OptionsOf<S> & { readonly command: S; readonly kep: string } }[Step]

export type AcceptOptions = OptionsOf<'accept'> & { readonly command: 'accept'; readonly kep: string }

export type PlanOptions = OptionsOf<'plan'> & { readonly command: 'plan'; readonly kep: string }

export type SupersedeOptions = OptionsOf<'supersede'> & {
  readonly command: 'supersede'
  readonly old: string
  readonly by: string
}

export type RenumberOptions = OptionsOf<'renumber'> & {
  readonly command: 'renumber'
  readonly kep: string
  readonly number: number
}

export type MigrateOptions = OptionsOf<'migrate'> & { readonly command: 'migrate'; readonly paths: readonly string[] }

export type InitOptions = OptionsOf<'init'> & Pick<CheckOptions, 'paths'> & { readonly command: 'init' }

export type NewOptions = OptionsOf<'new'> & { readonly command: 'new'; readonly title: string }

/** What every subcommand that changes KEPs is told. */
export type AuthoringOptions = Omit<BaselineOptions, 'command' | 'grow'> & Pick<NewOptions, 'dryRun' | 'force'>
