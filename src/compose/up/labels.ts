/** The labels by which Compose knows its own (docker/compose v2.40.3 pkg/api/labels.go). */
import type { Pairs } from '../model/project.js'

/**
 * Compose keeps no state of its own: which container is whose, the engine's labels say. A container without them is
 * none of Compose's, whatever its name.
 */
export const LABEL = {
  project: 'com.docker.compose.project',
  service: 'com.docker.compose.service',
  network: 'com.docker.compose.network',
  hash: 'com.docker.compose.config-hash',
  number: 'com.docker.compose.container-number',
  dependsOn: 'com.docker.compose.depends_on',
  image: 'com.docker.compose.image',
  oneOff: 'com.docker.compose.oneoff',
  folder: 'com.docker.compose.project.working_dir',
  files: 'com.docker.compose.project.config_files',
  replace: 'com.docker.compose.replace',
  version: 'com.docker.compose.version',
} as const

/** The release of Docker Compose that is modelled. */
export const COMPOSE_VERSION = '2.40.3'

/** The value of a label; the last one counts. undefined: it has none. O(labels). */
export const labelOf = (labels: Pairs, key: string): string | undefined => new Map(labels).get(key)
