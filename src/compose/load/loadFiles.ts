/**
 * Files laid one on another to one tree in one way of writing (compose-go v2.9.1 loader/loader.go loadYamlModel,
 * loadYamlFile). Every file goes through the same steps on top of what is there, so the merged tree is checked after
 * each of them: a mistake is found in the file that makes it.
 */
import { err, ok, type Result } from '../../addr/result.js'
import { interpolate } from '../env/interpolate.js'
import type { ComposeError } from '../errors.js'
import { merge } from '../merge/merge.js'
import { strip } from '../merge/strip.js'
import { unique } from '../merge/unique.js'
import { file as fileShape } from '../shape/fileShape.js'
import { check } from '../shape/shape.js'
import { parseYaml } from '../yaml/parse.js'
import { isNull, map, without, type MapNode, type Node } from '../yaml/node.js'
import { applyExtends } from './extend.js'
import { applyIncludes } from './include.js'
import { canonical } from './canonical.js'
import { rebase } from './rebase.js'
import type { Source } from './source.js'

/** The tree, or several errors: many things can be wrong with the kinds of values, and all of them are given. */
export type Loaded = Result<MapNode, readonly ComposeError[]>

/** All documents of all files, the later on the earlier. A document that is empty counts for nothing. O(text). */
export function loadFiles(paths: readonly string[], source: Source): Loaded {
  let model: MapNode = map(new Map(), { file: paths[0] ?? '', line: 1, column: 1 })
  for (const path of paths) {
    const text = source.read(path)
    const place = { file: path, line: 1, column: 1 }
    if (text === undefined)
      return err([{ code: 'file-missing', place, file: path, problem: 'there is no such file' }])
    const parsed = parseYaml(path, text)
    if (!parsed.ok) return err([parsed.error])
    for (const document of parsed.value) {
      if (isNull(document)) continue
      const next = loadDocument(model, document, path, source)
      if (!next.ok) return next
      model = next.value
    }
  }
  return ok(model)
}

/**
 * One document, in the steps of processRawYaml: variables, `extends`, `include`, merge, no repetitions, shape, one way
 * of writing, and no repetitions again, since only then `"80:80"` and its long form can be told to be the same.
 */
function loadDocument(model: MapNode, document: Node, path: string, source: Source): Loaded {
  if (document.kind !== 'map') return err([{ code: 'not-a-mapping', place: document.place }])
  const filled = interpolate(document, source.interpolation)
  if (!filled.ok) return err([filled.error])
  if (filled.value.kind !== 'map') return ok(model)
  // env files are looked for beside the file that names them, so their paths are made whole before a service moves
  // elsewhere
  const extended = applyExtends(rebase(filled.value, source.folder), path, source)
  if (!extended.ok) return err([extended.error])
  // of what is wrong with an included file the first is enough
  const included = applyIncludes(extended.value, path, source, (paths, inner) => {
    const loaded = loadFiles(paths, inner)
    return loaded.ok ? loaded : err(loaded.error[0] ?? { code: 'empty-file', place: document.place })
  })
  if (!included.ok) return err([included.error])
  const merged = merge(model, included.value)
  if (!merged.ok) return err([merged.error])
  const whole = unique(strip(merged.value))
  // the schema sees the merged tree with both ways of writing still in it
  const wrong = check(fileShape, whole, [])
  if (wrong.length > 0) return err(wrong)
  const one = canonical(whole)
  if (!one.ok) return err([one.error])
  const again = unique(one.value)
  // obsolete since Compose files have one format
  return ok(again.kind === 'map' ? without(again, 'version') : model)
}
