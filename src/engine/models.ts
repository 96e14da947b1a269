/** The release of Docker Engine that is modelled. */
export const MODELS = '28.5.2'
