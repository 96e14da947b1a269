// A shop with compose's labels: the frontend is published, the backend is on both networks, the database on the inner one.
import { createLab, type Lab } from '../../src/index.js'

const labels = (service: string, tier: string): string =>
  `--label com.docker.compose.project=shop --label com.docker.compose.service=${service} --label tier=${tier}`

export const SHOP = [
  'network create front',
  'network create --internal back',
  `run -d --name shop-frontend-1 ${labels('frontend', 'web')} --network front -p 8080:80 nginx`,
  `run -d --name shop-backend-1 ${labels('backend', 'app')} --network front --network back --network-alias backend --expose 9000 shop/backend`,
  `run -d --name shop-db-1 ${labels('db', 'data')} --network back --network-alias db --expose 5432 postgres`,
]

/** Every line must be taken. */
export function labWith(...lines: readonly string[]): Lab {
  const lab = createLab()
  for (const line of lines) {
    const { exit, stderr } = lab.docker('h1', line)
    if (exit !== 0) throw new Error(`docker ${line}: ${stderr}`)
  }
  return lab
}

export const shop = (...more: readonly string[]): Lab => labWith(...SHOP, ...more)
