// A copy of a container has all that the container has, what it may have among it.
import { expect, test } from 'vitest'
import { copyOfContainer } from '../../src/engine/change.js'
import { containersOn } from '../../src/engine/findContainer.js'
import type { Container } from '../../src/engine/state.js'
import { createLab } from '../../src/shell/lab/lab.js'

test('a copy of a container has every field, the optional ones too', () => {
  const lab = createLab()
  lab.docker('h1', 'run -d --name web1 -p 8080:80 alpine httpd -f')
  const [web1] = containersOn(lab.world, 'h1')
  if (!web1) throw new Error('web1 was not made')
  // a new optional field has to be named here, and is then asked of the copy
  const full: Required<Container> = { ...web1, printed: 'a line\n' }
  expect(copyOfContainer(full)).toStrictEqual(full)
  expect(copyOfContainer(web1)).toStrictEqual(web1)
})
