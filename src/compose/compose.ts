/** The entry `cnm-sim/compose`: compose files in, and what they bring up. The only part that needs the package yaml. */
export { loadCompose } from './loadCompose.js'
export type { ComposeInput } from './loadCompose.js'
export { composeErrorText } from './errors.js'
export type { ComposeError, ComposeErrorCode } from './errors.js'
export { composeLab, ComposeLab } from './composeLab.js'
export { placeText, writtenText } from './place.js'
export type { Place, Written } from './place.js'
export type { Tried } from './written.js'
export { placeOf } from './placeOf.js'
export type { KeyPath } from './placeOf.js'
export type {
  Attach,
  ComposeWarning,
  Dependency,
  Pairs,
  Pool,
  Port,
  Project,
  ProjectNetwork,
  Service,
} from './model/project.js'
export { down, up } from './up/up.js'
export type { UpOptions } from './up/up.js'
export type { Done, Outcome, Target } from './up/steps.js'
export { containerName } from './up/containerSpec.js'
export { composePlugin } from './command/plugin.js'
export type { PluginOptions } from './command/plugin.js'
