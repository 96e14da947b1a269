/** The networks that a container is on or will be on, by name. */
import type { Container } from '../../engine/state.js'

/** Sorted, so that a replay prints the same; a real client has Go's random order (formatter/container.go Networks). */
export const attachmentNames = ({ attachments }: Container): readonly string[] =>
  attachments.map(({ network }) => network).toSorted()
