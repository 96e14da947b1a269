/**
 * The entry `cnm-sim/draw`: a world, or the way of a packet, as Mermaid, DOT or SVG. Equal input, equal text. Names that
 * users gave are escaped: they cannot become markup or syntax.
 */
import type { World } from '../cnm/world.js'
import type { Conversation } from '../dataplane/conversation.js'
import type { DockerWorld } from '../engine/state.js'
import { dot } from './dot.js'
import type { Graph } from './graph.js'
import { mermaid } from './mermaid.js'
import { lanesOf } from './path.js'
import { pathGraph } from './pathGraph.js'
import { pictureOf } from './picture.js'
import { pathSvg } from './svg/pathSvg.js'
import { worldSvg } from './svg/worldSvg.js'
import { worldGraph } from './worldGraph.js'

export { pictureOf } from './picture.js'
export type { HostPicture, NetworkPicture, Picture } from './picture.js'
export type { Place, Stack } from './stack.js'
export type { Exposure } from './exposure.js'

/** `svg` is laid out here; `mermaid` and `dot` are laid out by whoever renders them. */
export const drawFormats = ['mermaid', 'dot', 'svg'] as const
/** The language of a drawing; `draw` of the command line takes the same words. */
export type DrawFormat = (typeof drawFormats)[number]

/**
 * Networks with their addresses, who is on them, and by which ports they are reached; equal sandboxes once. Of a
 * laboratory's world, or of a model's (where no container is known, sandboxes have their labels). It fails for no
 * world. O(records).
 */
export function drawWorld(world: DockerWorld | World, format: DrawFormat = 'mermaid'): string {
  const picture = pictureOf(world)
  return format === 'svg' ? worldSvg(picture) : inLanguage(worldGraph(picture), format)
}

/**
 * The way of a request and its answer, hop by hop: the `conversation` of a report, which is null where nothing was
 * sent (a name that nobody has). A relay's own connection stands between the two. O(steps).
 */
export function drawConversation(conversation: Conversation, format: DrawFormat = 'mermaid'): string {
  const lanes = lanesOf(conversation)
  return format === 'svg'
    ? pathSvg(`The way to ${conversation.question.to}`, lanes)
    : inLanguage(pathGraph(lanes), format)
}

const inLanguage = (graph: Graph, format: 'mermaid' | 'dot'): string =>
  format === 'dot' ? dot(graph) : mermaid(graph)
