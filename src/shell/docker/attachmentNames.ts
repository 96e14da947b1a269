/** The networks that a container is on or will be on, by name. */
import type { Container } from '../../engine/state.js'

export const attachmentNames = ({ attachments }: Container): readonly string[] =>
  attachments.map(({ network }) => network).toSorted()
