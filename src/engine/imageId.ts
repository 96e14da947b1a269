/**
 * Images are names only. Each host has made its own of each name, as the laboratory's hosts have, which import theirs without
 * a registry; so one name is one image on a host, in every replay, and another image on another host. Not modelled: contents,
 * layers, tags that move, registries.
 */
import { makeId } from '../cnm/identity.js'
import type { Host } from '../cnm/world.js'

/** `alpine` and `docker.io/library/alpine:latest` are one image (distribution/reference ParseNormalizedNamed, TagNameOnly). */
export function imageName(reference: string): string {
  const bare = reference.replace(/^(?:docker\.io|index\.docker\.io)\//, '').replace(/^library\//, '')
  return /:[^/]*$/.test(bare) ? bare : `${bare}:latest`
}

/** 64 hex digits, without the `sha256:` in front; of the host's index and the image's full name. */
export const imageId = (reference: string, { index }: Pick<Host, 'index'>): string =>
  makeId('image', index, hash(imageName(reference)))

/** The id of its one layer on disk, which a real engine makes at random (moby v28.5.2 layer/layer_store.go registerWithDescriptor). */
export const layerId = (reference: string, { index }: Pick<Host, 'index'>): string =>
  makeId('image', index, hash(`${imageName(reference)} layer`))

/** FNV-1a, 32 bits: any number that depends on the name alone would do. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
