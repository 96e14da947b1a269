/** An image as docker's lists show it: without the default registry and without a digest (distribution/reference FamiliarString). */
export const familiarImage = (image: string): string =>
  image.replace(/@sha256:.*$/, '').replace(/^(?:docker\.io\/)(?:library\/)?/, '')
