// A shop as a compose file with its rules, and the same with one more line.
export const compose = `name: shop
services:
  web:
    image: nginx
    ports:
      - "8080:80"
    networks:
      - front
  api:
    image: example/api
    expose: ["9000"]
    networks: [front, back]
  db:
    image: postgres
    expose: ["5432"]
    networks:
      - back
networks:
  front:
  back:
    internal: true
`

export const broken = compose.replace('      - front\n', '      - front\n      - back\n')

export const rules = `rules:
  - never: web
    reaches: db
    why: customers' data
  - only: api
    reaches: db
    ports: 5432
  - never: internet
    reaches: '*'
    except: web
`
