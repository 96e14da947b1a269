// A shop to draw: three equal fronts, an api on two networks, a database on an internal one, an admin for the host alone.
import { createLab, type Lab } from '../../src/index.js'

export function shop(): Lab {
  const lab = createLab()
  for (const line of [
    'network create front',
    'network create --internal back',
    ...[1, 2, 3].map((i) => `run -d --name web-${i} --network front -p 808${i}:80 nginx`),
    'run -d --name api --network front --expose 9000 api',
    'network connect back api',
    'run -d --name db --network back --expose 5432 postgres',
    'run -d --name admin --network front -p 127.0.0.1:9443:443 admin',
    'create --name later --network front nginx',
  ]) {
    const { exit, stderr } = lab.docker('h1', line)
    if (exit !== 0) throw new Error(`${line}: ${stderr}`)
  }
  return lab
}
