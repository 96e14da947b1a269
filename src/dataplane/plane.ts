/** The whole data plane as the walk sees it. Looked up by id, so that a caller may build each part when it is asked. */
import type { Namespace, NamespaceId, SegmentId } from './namespace.js'
import type { Segment } from './segment.js'

export interface DataPlane {
  readonly namespace: (id: NamespaceId) => Namespace | undefined
  readonly segment: (id: SegmentId) => Segment | undefined
}
