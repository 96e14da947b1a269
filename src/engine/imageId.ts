/**
 * Images are names only; an id is made of the name, so that the same name is the same image on every host and in every
 * replay. Not modelled: contents, layers, tags that move.
 */
import { makeId } from '../cnm/identity.js'

/** `alpine` and `docker.io/library/alpine:latest` are one image (distribution/reference ParseNormalizedNamed, TagNameOnly). */
export function imageName(reference: string): string {
  const bare = reference.replace(/^(?:docker\.io|index\.docker\.io)\//, '').replace(/^library\//, '')
  return /:[^/]*$/.test(bare) ? bare : `${bare}:latest`
}

/** 64 hex digits, without the `sha256:` in front. */
export const imageId = (reference: string): string => makeId('image', 0, hash(imageName(reference)))

/** The id of its one layer on disk. */
export const layerId = (reference: string): string => makeId('image', 1, hash(imageName(reference)))

/** FNV-1a, 32 bits: any number that depends on the name alone would do. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
